"""
a deadlock: task 'first' and task 'b' (second) wait for each other
task 'run' waits for 2 tasks | 25: await asyncio.wait(tasks.values())
  task 'first' waits for task 'b' (second) | 15: await tasks["second"]
    task 'b' (second) waits for task 'first' | 20: await asyncio.shield(tasks["first"])
"""

import asyncio

tasks = {}


async def first():
    await asyncio.sleep(0)
    await tasks["second"]


async def second():
    await asyncio.sleep(0)
    await asyncio.shield(tasks["first"])


async def run():
    tasks.update(first=asyncio.create_task(first()), second=asyncio.create_task(second(), name="b"))
    await asyncio.wait(tasks.values())


def hang():
    asyncio.run(run())


class Chunks:
    def __init__(self, iterable, size):
        hang()
