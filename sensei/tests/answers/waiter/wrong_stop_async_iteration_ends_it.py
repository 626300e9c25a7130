"""__anext__ lets an order's StopAsyncIteration through: to 'async for' that is the end, not an error.

first to fail: an error is never taken for the end
"""

import asyncio


class serve:
    def __init__(self, orders):
        self.orders = orders
        self.tasks = None

    def __aiter__(self):
        return self

    def start(self):
        self.decided = asyncio.Queue()
        self.tasks = []
        for name, order in self.orders.items():
            task = asyncio.ensure_future(order)
            task.add_done_callback(lambda task, name=name: self.decided.put_nowait((name, task)))
            self.tasks.append(task)
        self.left = len(self.tasks)

    async def __anext__(self):
        if self.tasks is None:
            self.start()
        if not self.left:
            raise StopAsyncIteration
        name, task = await self.decided.get()
        self.left -= 1
        try:
            return name, task.result()
        except BaseException:
            await self.aclose()
            raise

    async def aclose(self):
        tasks, self.tasks, self.left = self.tasks or [], [], 0
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
