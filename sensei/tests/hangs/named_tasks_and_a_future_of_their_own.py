"""
task 'run' waits for task 'look-0' (look) | 23: await task
  task 'look-0' (look) waits for a future that nobody has resolved | 16: return await asyncio.wait_for(box.full, 100)
task 'look-1' (look) (and 1 like it) waits for a future that nobody has resolved | 16: return await asyncio.wait_for(box.full, 100)
"""

import asyncio


class Box:
    def __init__(self):
        self.full = asyncio.get_running_loop().create_future()


async def look(box):
    return await asyncio.wait_for(box.full, 100)


async def run():
    box = Box()
    tasks = [asyncio.create_task(look(box), name=f"look-{number}") for number in range(3)]
    for task in tasks:
        await task


def hang():
    asyncio.run(run())


class Chunks:
    def __init__(self, iterable, size):
        hang()
