""" """

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
