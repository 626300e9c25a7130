"""run_in_executor(None, ...): a handful of threads, and asyncio.run waits for each of them.

first to fail: uses none of the loops own timers
"""

import asyncio
import time


async def asleep(delay, result=None):
    await asyncio.get_running_loop().run_in_executor(None, time.sleep, max(0, delay))
    return result
