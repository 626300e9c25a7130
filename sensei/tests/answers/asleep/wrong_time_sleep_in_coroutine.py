"""time.sleep in the coroutine: nothing else on the loop runs until it is over.

first to fail: leaves the loop free
"""

import time


async def asleep(delay, result=None):
    time.sleep(max(0, delay))
    return result
