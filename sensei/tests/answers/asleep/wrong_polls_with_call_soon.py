"""A callback that looks at the thread puts itself back with call_soon: the loop spins.

first to fail: the loop does not spin meanwhile
"""

import asyncio
import threading
import time


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    thread = threading.Thread(target=time.sleep, args=(max(0, delay),), daemon=True)

    def look():
        if future.done():
            return
        if thread.is_alive():
            loop.call_soon(look)
        else:
            future.set_result(result)

    thread.start()
    look()
    return await future
