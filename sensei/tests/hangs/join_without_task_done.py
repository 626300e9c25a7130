"""
task 'run' waits for queue.join(): task_done() is still to be called once | 21: await queue.join()
task 'work' (and 1 like it) waits for an item: the queue is empty | 11: item = await queue.get()
"""

import asyncio


async def work(queue):
    while True:
        item = await queue.get()
        if item != 2:
            queue.task_done()


async def run():
    queue = asyncio.Queue()
    for item in range(3):
        queue.put_nowait(item)
    workers = [asyncio.create_task(work(queue)) for _ in range(2)]
    await queue.join()
    for worker in workers:
        worker.cancel()


def hang():
    asyncio.run(run())


class Chunks:
    def __init__(self, iterable, size):
        hang()
