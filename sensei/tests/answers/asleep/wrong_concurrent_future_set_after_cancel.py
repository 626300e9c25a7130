"""The cancel reaches the concurrent Future too: InvalidStateError in the thread.

first to fail: a thread that wakes after a cancel is silent
"""

import asyncio
import threading
import time
from concurrent.futures import Future


async def asleep(delay, result=None):
    future = Future()

    def sleeper():
        time.sleep(max(0, delay))
        future.set_result(result)

    threading.Thread(target=sleeper, daemon=True).start()
    return await asyncio.wrap_future(future)
