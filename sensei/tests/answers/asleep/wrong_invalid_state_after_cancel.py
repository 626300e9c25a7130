"""set_result on a future that was cancelled meanwhile: InvalidStateError in the log.

first to fail: a thread that wakes after a cancel is silent
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
            loop.call_soon_threadsafe(future.set_result, result)

    threading.Thread(target=sleeper, daemon=True).start()
    return await future
