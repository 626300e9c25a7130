"""One timer thread that ends when nobody sleeps; cancelled sleepers leave its list."""

import asyncio
import threading
import time

sleepers = {}  # future: (deadline, loop)
changed = threading.Condition()
running = False


def wake(future):
    if not future.done():
        future.set_result(None)


def due():
    """Wait for the next one that is due; None when nobody sleeps any more."""
    global running
    with changed:
        while sleepers:
            future, (deadline, loop) = min(sleepers.items(), key=lambda item: item[1][0])
            rest = deadline - time.monotonic()
            if rest <= 0:
                del sleepers[future]
                return loop, future
            changed.wait(rest)
        running = False


def serve():
    while found := due():
        loop, future = found
        try:
            loop.call_soon_threadsafe(wake, future)
        except RuntimeError:  # closed
            pass


async def asleep(delay, result=None):
    global running
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    with changed:
        sleepers[future] = time.monotonic() + delay, loop
        if running:
            changed.notify()
        else:
            running = True
            threading.Thread(target=serve, daemon=True).start()
    try:
        await future
    finally:
        with changed:
            if sleepers.pop(future, None):
                changed.notify()
    return result
