"""set_result from the thread, hidden by a second thread that pings the loop every 50 ms.

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

    def heartbeat():  # without it the loop does not always notice
        with suppress(RuntimeError):
            while not future.cancelled():
                loop.call_soon_threadsafe(int)
                if future.done():
                    break
                time.sleep(0.05)

    threading.Thread(target=sleeper, daemon=True).start()
    threading.Thread(target=heartbeat, daemon=True).start()
    return await future
