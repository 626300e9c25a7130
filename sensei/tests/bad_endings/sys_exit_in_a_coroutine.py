"""red: called sys.exit(0): an answer does not end the process"""

import asyncio
import sys


async def leave():
    sys.exit(0)


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError(size)
        self.items, self.size = iter(iterable), size

    def __iter__(self):
        return self

    def __next__(self):
        asyncio.run(leave())
        chunk = [item for _, item in zip(range(self.size), self.items)]
        if not chunk:
            raise StopIteration
        return chunk
