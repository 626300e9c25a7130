"""A Timer is no daemon and nobody cancels it: a cancelled sleep still holds up the exit.

first to fail: never keeps the interpreter from exiting
"""

import asyncio
from threading import Timer


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def wake():
        if not future.done():
            future.set_result(result)

    def ring():
        try:
            loop.call_soon_threadsafe(wake)
        except RuntimeError:
            pass

    Timer(delay, ring).start()
    return await future
