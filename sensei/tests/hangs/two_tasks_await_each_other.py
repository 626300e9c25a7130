""" """

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
