"""A pool of 32 threads, as large as the default executor may grow: the thirty-third sleep waits.

first to fail: any number sleep at once
"""

import asyncio
import queue
import threading
import time
from contextlib import suppress

jobs = queue.SimpleQueue()
workers = []


def work():
    while True:
        delay, loop, wake = jobs.get()
        time.sleep(max(0, delay))
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(wake)


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def wake():
        if not future.done():
            future.set_result(result)

    while len(workers) < 32:
        workers.append(threading.Thread(target=work, daemon=True))
        workers[-1].start()
    jobs.put((delay, loop, wake))
    return await future
