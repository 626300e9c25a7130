"""The thread's future stands behind a shield, so that set_result never meets a cancelled one."""

import asyncio
import threading
import time
from contextlib import suppress


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def sleeper():
        time.sleep(max(delay, 0))
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(future.set_result, result)

    threading.Thread(target=sleeper, daemon=True).start()
    return await asyncio.shield(future)
