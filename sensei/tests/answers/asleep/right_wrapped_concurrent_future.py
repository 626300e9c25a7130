"""A concurrent Future seen from the loop through wrap_future; the thread asks before it sets."""

import asyncio
import threading
import time
from concurrent.futures import Future


async def asleep(delay, result=None):
    future = Future()

    def sleeper():
        time.sleep(max(0.0, delay))
        if future.set_running_or_notify_cancel():  # False: cancelled while we slept
            future.set_result(result)

    threading.Thread(target=sleeper, daemon=True).start()
    return await asyncio.wrap_future(future)
