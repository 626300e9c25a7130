"""Not a generator: all orders run as soon as serve is called; aclose works before the first step too."""

import asyncio
from collections.abc import AsyncGenerator


class Service(AsyncGenerator):
    def __init__(self, orders):
        self.tasks = []
        self.decided = asyncio.Queue()
        for name, order in orders.items():
            task = asyncio.ensure_future(order)
            task.add_done_callback(lambda task, name=name: self.decided.put_nowait((name, task)))
            self.tasks.append(task)
        self.dishes = self.serve()

    async def serve(self):
        for _ in self.tasks:
            name, task = await self.decided.get()
            yield name, task.result()

    async def asend(self, value):
        try:
            return await self.dishes.asend(value)
        except BaseException:
            await self.clear()
            raise

    async def athrow(self, *error):
        try:
            return await self.dishes.athrow(*error)
        finally:
            await self.clear()

    async def aclose(self):
        await self.dishes.aclose()
        await self.clear()

    async def clear(self):
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


def serve(orders):
    return Service(orders)
