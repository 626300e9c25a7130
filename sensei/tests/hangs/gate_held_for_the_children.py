""" """

import asyncio


async def visit(gate, depth):
    async with gate:
        await asyncio.gather(*[visit(gate, depth - 1) for _ in range(2 * (depth > 0))])


def hang():
    asyncio.run(visit(asyncio.Semaphore(2), 2))


class Chunks:
    def __init__(self, iterable, size):
        hang()
