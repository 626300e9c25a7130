""" """

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
