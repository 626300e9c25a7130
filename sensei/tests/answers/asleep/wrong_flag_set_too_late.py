"""The flag is set when the task runs again, the future cancelled before: InvalidStateError.

first to fail: a cancel in the moment of waking is silent
"""

import asyncio
import threading
from contextlib import suppress


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    left = threading.Event()

    def wake():
        if not left.is_set():
            future.set_result(result)

    def sleeper():
        if not left.wait(max(0, delay)):
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(wake)

    threading.Thread(target=sleeper, daemon=True).start()
    try:
        return await future
    finally:
        left.set()
