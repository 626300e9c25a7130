"""The thread sets an asyncio.Event through the loop; setting it after a cancel is harmless."""

import asyncio
import threading
import time


async def asleep(delay, result=None):
    loop, rested = asyncio.get_running_loop(), asyncio.Event()

    def sleeper():
        time.sleep(max(delay, 0.0))
        try:
            loop.call_soon_threadsafe(rested.set)
        except RuntimeError:
            pass

    threading.Thread(target=sleeper, name="sleeper", daemon=True).start()
    await rested.wait()
    return result
