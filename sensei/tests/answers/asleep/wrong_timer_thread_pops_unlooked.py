"""The timer thread pops its first entry after any wake-up: a second call wakes the first early.

first to fail: each wakes at its own time with its own result
"""

import asyncio
import heapq
import itertools
import threading
import time
from contextlib import suppress

heap = []
changed = threading.Condition()
ticket = itertools.count()


def serve():
    while True:
        with changed:
            while not heap:
                changed.wait()
            rest = heap[0][0] - time.monotonic()
            if rest > 0:
                changed.wait(rest)
            _, _, loop, wake = heapq.heappop(heap)
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(wake)


server = threading.Thread(target=serve, daemon=True)


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def wake():
        if not future.done():
            future.set_result(result)

    with changed:
        if server.ident is None:
            server.start()
        heapq.heappush(heap, (time.monotonic() + delay, next(ticket), loop, wake))
        changed.notify()
    return await future
