"""A list of those who have decided, an Event that says that there is one, an exit stack that cleans up."""

import asyncio
from contextlib import AsyncExitStack
from functools import partial


async def serve(orders):
    decided, news = [], asyncio.Event()

    def on_done(name, task):
        decided.append((name, task))
        news.set()

    async with AsyncExitStack() as stack:
        for name, order in orders.items():
            task = asyncio.ensure_future(order)
            stack.push_async_callback(end, task)
            stack.callback(task.cancel)
            task.add_done_callback(partial(on_done, name))
        for place in range(len(orders)):
            while place == len(decided):
                news.clear()
                await news.wait()
            name, task = decided[place]
            yield name, task.result()


async def end(task):
    await asyncio.gather(task, return_exceptions=True)
