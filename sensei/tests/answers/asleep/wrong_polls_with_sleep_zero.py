"""Asks the thread again and again with asyncio.sleep(0): forbidden, and the loop spins.

first to fail: the loop does not spin meanwhile
"""

import asyncio
import threading
import time


async def asleep(delay, result=None):
    thread = threading.Thread(target=time.sleep, args=(max(0, delay),), daemon=True)
    thread.start()
    while thread.is_alive():
        await asyncio.sleep(0)
    return result
