"""
task 'run' waits for its turn: its future is resolved, but nothing woke the loop | 12: await future
"""

import asyncio
import threading


async def run():
    future = asyncio.get_running_loop().create_future()
    threading.Timer(0.05, future.set_result, [1]).start()
    await future


def hang():
    asyncio.run(run())


class Chunks:
    def __init__(self, iterable, size):
        hang()
