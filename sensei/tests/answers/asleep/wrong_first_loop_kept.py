"""Keeps the loop of the first call: in the next asyncio.run the thread knocks at a closed door.

first to fail: works on a second loop after the first was closed
"""

import asyncio
import threading
import time
from contextlib import suppress
from functools import cache


@cache
def the_loop():
    return asyncio.get_running_loop()


async def asleep(delay, result=None):
    loop = the_loop()
    future = asyncio.get_running_loop().create_future()

    def wake():
        if not future.done():
            future.set_result(result)

    def sleeper():
        time.sleep(max(0, delay))
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(wake)

    threading.Thread(target=sleeper, daemon=True).start()
    return await future
