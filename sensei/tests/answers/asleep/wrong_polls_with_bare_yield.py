"""Asks the thread again and again with a bare yield: the loop spins at full speed.

first to fail: the loop does not spin meanwhile
"""

import threading
import time


class Turn:
    def __await__(self):
        yield


async def asleep(delay, result=None):
    thread = threading.Thread(target=time.sleep, args=(max(0, delay),), daemon=True)
    thread.start()
    while thread.is_alive():
        await Turn()
    return result
