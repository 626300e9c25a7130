"""
task 'run' waits for task 'streams' | 21: await soonest
  task 'streams' waits for a future that nobody has resolved | 10: async for part in parts():
"""

import asyncio


async def streams():
    async for part in parts():
        print(part)


async def parts():
    yield 1
    await asyncio.get_running_loop().create_future()


async def run():
    for soonest in asyncio.as_completed([streams()]):
        await soonest


def hang():
    asyncio.run(run())


class Chunks:
    def __init__(self, iterable, size):
        hang()
