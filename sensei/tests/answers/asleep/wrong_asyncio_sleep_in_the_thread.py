"""The thread runs a loop of its own with asyncio.sleep: the forbidden sleep, moved elsewhere.

first to fail: uses none of the loops own timers
"""

import asyncio
import threading
from contextlib import suppress


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def wake():
        if not future.done():
            future.set_result(result)

    def sleeper():
        asyncio.run(asyncio.sleep(delay))
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(wake)

    threading.Thread(target=sleeper, daemon=True).start()
    return await future
