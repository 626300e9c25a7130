"""One daemon thread for all sleeps: a heap of deadlines under a Condition."""

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
            while not heap or (rest := heap[0][0] - time.monotonic()) > 0:
                changed.wait(rest if heap else None)
            _, _, loop, wake = heapq.heappop(heap)
        with suppress(RuntimeError):  # a closed loop; the next one still wants its sleep
            loop.call_soon_threadsafe(wake)


server = threading.Thread(target=serve, daemon=True)


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    with changed:
        if server.ident is None:
            server.start()
        deadline = time.monotonic() + delay
        heapq.heappush(
            heap, (deadline, next(ticket), loop, lambda: future.done() or future.set_result(None))
        )
        changed.notify()
    await future
    return result
