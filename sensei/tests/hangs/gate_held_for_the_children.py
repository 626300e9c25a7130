"""
a deadlock: 3 wait for each other in a circle, task 'visit' for one
task 'visit' waits for 2 tasks | 14: await asyncio.gather(*[visit(gate, depth - 1) for _ in range(2 * (depth > 0))])
  task 'visit' waits for 2 tasks | 14: await asyncio.gather(*[visit(gate, depth - 1) for _ in range(2 * (depth > 0))])
    task 'visit' (and 1 like it) waits for a place in a semaphore: task 'visit' (and 1 more) has one since line 13 | 13: async with gate:
  task 'visit' waits for a place in a semaphore: task 'visit' (and 1 more) has one since line 13 | 13: async with gate:
"""

import asyncio


async def visit(gate, depth):
    async with gate:
        await asyncio.gather(*[visit(gate, depth - 1) for _ in range(2 * (depth > 0))])


def hang():
    asyncio.run(visit(asyncio.Semaphore(2), 2))


class Chunks:
    def __init__(self, iterable, size):
        hang()
