"""
task 'run' waits for 5 tasks | 16: await asyncio.gather(*[work(queue) for _ in range(5)])
  task 'work' (and 4 like it) waits for an item: the queue is empty | 11: await queue.get()
"""

import asyncio


async def work(queue):
    while True:
        await queue.get()


async def run():
    queue = asyncio.Queue()
    await asyncio.gather(*[work(queue) for _ in range(5)])


def hang():
    asyncio.run(run())


class Chunks:
    def __init__(self, iterable, size):
        hang()
