"""An iterator by hand: orders start with the first step, a cancelled step may be repeated, aclose cleans up."""

import asyncio


class Service:
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
        except StopAsyncIteration as error:  # out of here it would mean the end
            await self.aclose()
            raise RuntimeError("an order raised StopAsyncIteration") from error
        except BaseException:
            await self.aclose()
            raise

    async def aclose(self):
        tasks, self.tasks, self.left = self.tasks or [], [], 0
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def serve(orders):
    return Service(orders)
