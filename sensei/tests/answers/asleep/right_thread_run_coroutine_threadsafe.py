"""A daemon thread sleeps and sends a coroutine to the loop with run_coroutine_threadsafe."""

import asyncio
import threading
import time


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    async def wake():
        if not future.done():
            future.set_result(result)

    def sleeper():
        if delay > 0:
            time.sleep(delay)
        if future.cancelled():
            return
        waking = wake()
        try:
            asyncio.run_coroutine_threadsafe(waking, loop)
        except RuntimeError:  # closed meanwhile: nobody is left to wake
            waking.close()

    threading.Thread(target=sleeper, daemon=True).start()
    return await future
