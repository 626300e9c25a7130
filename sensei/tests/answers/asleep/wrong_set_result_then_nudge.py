"""set_result in the thread, then a nudge for the loop: the Future was touched from outside.

first to fail: touches the loop only through a thread safe door
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
            loop.call_soon_threadsafe(lambda: None)  # wake up!

    threading.Thread(target=sleeper, daemon=True).start()
    return await future
