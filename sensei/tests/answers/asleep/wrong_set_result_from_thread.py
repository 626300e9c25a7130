"""The thread itself calls set_result: the loop stays asleep in select() and never hears of it.

first to fail: gives back the result when nothing else runs on the loop
"""

import asyncio
import threading
import time
from contextlib import suppress


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def sleeper():
        time.sleep(max(0, delay))
        with suppress(RuntimeError):
            if not future.done():
                future.set_result(result)

    threading.Thread(target=sleeper, daemon=True).start()
    return await future
