"""The loop was closed before the thread woke: RuntimeError with a traceback from the thread.

first to fail: a thread that wakes while the loop is being closed is silent
"""

import asyncio
import threading
import time


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def wake():
        if not future.done():
            future.set_result(result)

    def sleeper():
        time.sleep(max(0, delay))
        loop.call_soon_threadsafe(wake)

    threading.Thread(target=sleeper, daemon=True).start()
    return await future
