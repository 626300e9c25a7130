""" """

import asyncio


async def listen(event):
    await event.wait()


async def deliver(queue):
    await queue.put(1)
    await queue.put(2)


async def run():
    async with asyncio.TaskGroup() as group:
        group.create_task(listen(asyncio.Event()))
        group.create_task(deliver(asyncio.Queue(1)))


def hang():
    asyncio.run(run())


class Chunks:
    def __init__(self, iterable, size):
        hang()
