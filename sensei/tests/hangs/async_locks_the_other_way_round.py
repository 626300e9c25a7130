""" """

import asyncio

a, b = asyncio.Lock(), asyncio.Lock()


async def forth():
    async with a:
        await asyncio.sleep(0)
        async with b:
            pass


async def back():
    async with b:
        await asyncio.sleep(0)
        async with a:
            pass


async def run():
    await asyncio.gather(forth(), back())


def hang():
    asyncio.run(run())


class Chunks:
    def __init__(self, iterable, size):
        hang()
