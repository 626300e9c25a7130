"""One Event for all calls: cancelling one sleep wakes the others long before their time.

first to fail: each wakes at its own time with its own result
"""

import asyncio
import threading
from contextlib import suppress

called_off = threading.Event()


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def wake():
        if not future.done():
            future.set_result(result)

    def sleeper():
        called_off.wait(max(0, delay))
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(wake)

    called_off.clear()
    threading.Thread(target=sleeper, daemon=True).start()
    try:
        return await future
    except asyncio.CancelledError:
        called_off.set()
        raise
