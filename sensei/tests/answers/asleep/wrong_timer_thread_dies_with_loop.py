"""The shared thread ends when it meets a closed loop: every later sleep waits for ever.

first to fail: a thread that wakes while the loop is being closed is silent
"""

import asyncio
import heapq
import itertools
import threading
import time

heap = []
changed = threading.Condition()
ticket = itertools.count()


def serve():
    while True:
        with changed:
            while not heap or (rest := heap[0][0] - time.monotonic()) > 0:
                changed.wait(rest if heap else None)
            _, _, loop, wake = heapq.heappop(heap)
        try:
            loop.call_soon_threadsafe(wake)
        except RuntimeError:  # the loop is closed: our work is done
            return


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
