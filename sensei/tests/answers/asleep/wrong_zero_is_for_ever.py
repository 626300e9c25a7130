"""'delay or None' makes a timeout of zero one without end: asleep(0) never returns.

first to fail: zero or less is over soon
"""

import asyncio
import threading
from contextlib import suppress


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    left = threading.Event()

    def wake():
        if not future.done():
            future.set_result(result)

    def sleeper():
        if not left.wait(timeout=delay or None):
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(wake)

    threading.Thread(target=sleeper, daemon=True).start()
    try:
        return await future
    finally:
        left.set()
