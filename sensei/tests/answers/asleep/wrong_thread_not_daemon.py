"""The thread is not a daemon: after a cancel the interpreter waits for it to finish its sleep.

first to fail: never keeps the interpreter from exiting
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

    threading.Thread(target=sleeper).start()
    return await future
