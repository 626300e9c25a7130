"""time.sleep refuses a negative delay: ValueError in the thread, and the sleeper waits for ever.

first to fail: zero or less is over soon
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
        time.sleep(delay)
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(wake)

    threading.Thread(target=sleeper, daemon=True).start()
    return await future
