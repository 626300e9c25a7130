"""
a deadlock: task 'forth' and task 'back' wait for each other
task 'run' waits for 2 tasks | 28: await asyncio.gather(forth(), back())
  task 'forth' waits for the lock that task 'back' holds since line 21 | 16: async with b:
  task 'back' waits for the lock that task 'forth' holds since line 14 | 23: async with a:
"""

import asyncio

a, b = asyncio.Lock(), asyncio.Lock()


async def forth():
    async with a:
        await asyncio.sleep(0)
        async with b:
            pass


async def back():
    async with b:
        await asyncio.sleep(0)
        async with a:
            pass


async def run():
    await asyncio.gather(forth(), back())


def hang():
    asyncio.run(run())


class Chunks:
    def __init__(self, iterable, size):
        hang()
