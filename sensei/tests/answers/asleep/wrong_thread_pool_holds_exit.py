"""A ThreadPoolExecutor per call: its threads are joined at exit, cancelled or not.

first to fail: never keeps the interpreter from exiting
"""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


async def asleep(delay, result=None):
    pool = ThreadPoolExecutor(max_workers=1)
    try:
        await asyncio.get_running_loop().run_in_executor(pool, time.sleep, max(0, delay))
    finally:
        pool.shutdown(wait=False)
    return result
