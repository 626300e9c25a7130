"""aclose only marks the iterator as ended; the orders are cancelled by the next __anext__, which never comes.

first to fail: closing it early cancels and awaits the rest
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
            await self.clear()
            raise StopAsyncIteration
        name, task = await self.decided.get()
        self.left -= 1
        try:
            return name, task.result()
        except StopAsyncIteration as error:
            await self.clear()
            raise RuntimeError("an order raised StopAsyncIteration") from error
        except BaseException:
            await self.clear()
            raise

    async def clear(self):
        tasks, self.tasks, self.left = self.tasks or [], [], 0
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def aclose(self):
        self.left = 0
