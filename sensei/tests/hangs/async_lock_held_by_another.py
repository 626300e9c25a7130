"""
task 'run' waits for the lock that task 'holder' holds since line 12 | 19: async with lock:
task 'holder' waits for a future that nobody has resolved | 13: await asyncio.get_running_loop().create_future()
"""

import asyncio

lock = asyncio.Lock()


async def holder():
    async with lock:
        await asyncio.get_running_loop().create_future()


async def run():
    task = asyncio.create_task(holder())
    await asyncio.sleep(0)
    async with lock:
        await task


def hang():
    asyncio.run(run())


class Chunks:
    def __init__(self, iterable, size):
        hang()
