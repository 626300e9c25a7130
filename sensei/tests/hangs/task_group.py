"""
task 'run' waits for 2 tasks | 20: async with asyncio.TaskGroup() as group:
  task 'listen' waits for an event that nobody has set | 11: await event.wait()
  task 'deliver' waits for room: the queue is full, it takes 1 | 16: await queue.put(2)
"""

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
