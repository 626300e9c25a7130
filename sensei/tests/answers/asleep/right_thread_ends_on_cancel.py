"""The thread waits on an Event that the coroutine sets when it leaves."""

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
        if not left.wait(max(0, delay)):
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(wake)

    threading.Thread(target=sleeper, daemon=True).start()
    try:
        return await future
    finally:
        left.set()
