"""
task 'run' waits for task 'patient' | 13: await other
  task 'patient' waits for the lock that task 'run' holds since line 12 | 18: async with lock:
"""

import asyncio

lock = asyncio.Lock()


async def holder(other):
    async with lock:
        await other


async def patient():
    async with asyncio.timeout(100):
        async with lock:
            pass


async def run():
    other = asyncio.create_task(patient())
    await holder(other)


def hang():
    asyncio.run(run())


class Chunks:
    def __init__(self, iterable, size):
        hang()
