"""Catches CancelledError and returns: the cancelled task ends as if it had slept.

first to fail: cancelling ends it at once
"""

import asyncio
import threading
import time
from contextlib import suppress


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def wake():
        if not future.done():
            future.set_result(result)

    def sleeper():
        time.sleep(max(0, delay))
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(wake)

    threading.Thread(target=sleeper, daemon=True).start()
    with suppress(asyncio.CancelledError):
        await future
    return result
