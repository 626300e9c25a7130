""".result() of the concurrent Future on the loop's thread: the loop cannot run what it waits for.

first to fail: gives back the result when nothing else runs on the loop
"""

import asyncio
import threading
import time


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    rested = asyncio.Event()

    async def wait():
        await rested.wait()
        return result

    def sleeper():
        time.sleep(max(0, delay))
        try:
            loop.call_soon_threadsafe(rested.set)
        except RuntimeError:
            pass

    threading.Thread(target=sleeper, daemon=True).start()
    return asyncio.run_coroutine_threadsafe(wait(), loop).result()
