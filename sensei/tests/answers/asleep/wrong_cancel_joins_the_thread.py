"""Tidies up with join() when cancelled: the cancel and the loop wait for the sleep to end.

first to fail: leaves the loop free
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

    thread = threading.Thread(target=sleeper, daemon=True)
    thread.start()
    try:
        return await future
    finally:
        thread.join()
