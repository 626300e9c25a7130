"""call_soon from the thread, not call_soon_threadsafe: the callback waits in a sleeping loop.

first to fail: gives back the result when nothing else runs on the loop
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
            loop.call_soon(wake)

    threading.Thread(target=sleeper, daemon=True).start()
    return await future
