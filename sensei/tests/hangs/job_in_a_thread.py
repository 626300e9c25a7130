"""
thread 'asyncio_0' waits for an item: the queue is empty | 11: jobs.get()
task 'run' waits for a job in another thread or process | 15: await asyncio.to_thread(fetch, queue.Queue())
"""

import asyncio
import queue


def fetch(jobs):
    jobs.get()


async def run():
    await asyncio.to_thread(fetch, queue.Queue())


def hang():
    asyncio.run(run())


class Chunks:
    def __init__(self, iterable, size):
        hang()
