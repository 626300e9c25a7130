""" """

import asyncio


async def slow():
    await asyncio.sleep(100)


async def streams():
    async for part in parts():
        print(part)


async def parts():
    yield 1
    await asyncio.get_running_loop().create_future()


async def run():
    for soonest in asyncio.as_completed([slow(), streams()]):
        await soonest


def hang():
    asyncio.run(run())


class Chunks:
    def __init__(self, iterable, size):
        hang()
