"""When cancelled it first awaits the thread's message: CancelledError comes only after the delay.

first to fail: cancelling ends it at once
"""

import asyncio
import threading
import time


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    finished = asyncio.Event()

    def sleeper():
        time.sleep(max(0, delay))
        try:
            loop.call_soon_threadsafe(finished.set)
        except RuntimeError:
            pass

    threading.Thread(target=sleeper, daemon=True).start()
    try:
        await finished.wait()
    except asyncio.CancelledError:
        await finished.wait()  # leave no thread behind
        raise
    return result
