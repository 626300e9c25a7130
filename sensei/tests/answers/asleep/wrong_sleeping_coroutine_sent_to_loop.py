"""The coroutine sent to the loop is the one that sleeps: time.sleep runs on the loop after all.

first to fail: cancelling ends it at once
"""

import asyncio
import threading
import time


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    async def sleeper():
        time.sleep(max(0, delay))
        if not future.done():
            future.set_result(result)

    def helper():
        sleeping = sleeper()
        try:
            asyncio.run_coroutine_threadsafe(sleeping, loop)
        except RuntimeError:
            sleeping.close()

    threading.Thread(target=helper, daemon=True).start()
    return await future
