"""One shared worker sleeps for all, one after the other: two sleeps take twice as long.

first to fail: any number sleep at once
"""

import asyncio
import queue
import threading
import time
from contextlib import suppress

jobs = queue.SimpleQueue()


def work():
    while True:
        delay, loop, wake = jobs.get()
        time.sleep(max(0, delay))
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(wake)


worker = threading.Thread(target=work, daemon=True)
starting = threading.Lock()


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def wake():
        if not future.done():
            future.set_result(result)

    with starting:
        if worker.ident is None:
            worker.start()
    jobs.put((delay, loop, wake))
    return await future
