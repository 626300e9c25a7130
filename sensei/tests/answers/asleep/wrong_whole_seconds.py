"""Sleeps int(delay) seconds: half a second is none, two and a half are two.

first to fail: waits at least as long as asked
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
        time.sleep(max(0, int(delay)))
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(wake)

    threading.Thread(target=sleeper, daemon=True).start()
    return await future
