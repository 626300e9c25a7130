"""get_running_loop() in the thread, where no loop runs: RuntimeError, and nobody is woken.

first to fail: gives back the result when nothing else runs on the loop
"""

import asyncio
import threading
import time


async def asleep(delay, result=None):
    future = asyncio.get_running_loop().create_future()

    def wake():
        if not future.done():
            future.set_result(result)

    def sleeper():
        time.sleep(max(0, delay))
        loop = asyncio.get_running_loop()
        try:
            loop.call_soon_threadsafe(wake)
        except RuntimeError:
            pass

    threading.Thread(target=sleeper, daemon=True).start()
    return await future
