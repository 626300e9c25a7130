"""The loop is closed, the coroutine made for it is dropped: 'wake was never awaited' on stderr.

first to fail: a thread that wakes while the loop is being closed is silent
"""

import asyncio
import threading
import time
from contextlib import suppress


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    async def wake():
        if not future.done():
            future.set_result(result)

    def sleeper():
        time.sleep(max(0, delay))
        with suppress(RuntimeError):
            asyncio.run_coroutine_threadsafe(wake(), loop)

    threading.Thread(target=sleeper, daemon=True).start()
    return await future
