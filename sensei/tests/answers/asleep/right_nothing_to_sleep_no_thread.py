"""Zero and less come back at once without a thread; the rest is Timer and call_soon_threadsafe."""

import asyncio
from threading import Timer


async def asleep(delay, result=None):
    if delay <= 0:
        return result
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def ring():
        try:
            loop.call_soon_threadsafe(lambda: future.done() or future.set_result(result))
        except RuntimeError:
            pass

    timer = Timer(delay, ring)
    timer.daemon = True
    timer.start()
    future.add_done_callback(lambda _: timer.cancel())
    return await future
