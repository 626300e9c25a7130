"""The timer thread sleeps out the deadline it saw first: a shorter sleep comes too late.

first to fail: any number sleep at once
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
            deadline = heap[0][0]
        time.sleep(max(0, deadline - time.monotonic()))
        with changed:
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
