"""
task 'House.leave' waits for the lock that it holds itself since line 13: it is not reentrant | 17: async with self.lock:
"""

import asyncio


class House:
    def __init__(self):
        self.lock = asyncio.Lock()

    async def leave(self):
        async with self.lock:
            await self.tell("bye")

    async def tell(self, text):
        async with self.lock:
            print(text)


def hang():
    asyncio.run(House().leave())


class Chunks:
    def __init__(self, iterable, size):
        hang()
