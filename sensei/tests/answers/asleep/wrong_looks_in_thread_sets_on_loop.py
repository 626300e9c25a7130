"""Asks cancelled() in the thread, sets on the loop: a cancel in between is an InvalidStateError.

first to fail: a cancel in the moment of waking is silent
"""

import asyncio
import threading
import time
from contextlib import suppress


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def sleeper():
        time.sleep(max(0, delay))
        with suppress(RuntimeError):
            if not future.done():
                loop.call_soon_threadsafe(future.set_result, result)

    threading.Thread(target=sleeper, daemon=True).start()
    return await future
