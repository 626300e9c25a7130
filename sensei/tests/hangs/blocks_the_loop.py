"""
the main thread waits for an event that nobody has set, and its event loop with it | 16: threading.Event().wait()
task 'other' waits for its first turn | 10: async def other():
"""

import asyncio
import threading


async def other():
    await asyncio.sleep(0)


async def run():
    task = asyncio.create_task(other())
    threading.Event().wait()
    await task


def hang():
    asyncio.run(run())


class Chunks:
    def __init__(self, iterable, size):
        hang()
