"""A list of those who have decided, from which pop() takes the last: who decided first waits longest.

first to fail: those who decide while the consumer is busy are all served
"""

import asyncio
from functools import partial


async def serve(orders):
    decided, news, tasks = [], asyncio.Event(), []

    def on_done(name, task):
        decided.append((name, task))
        news.set()

    for name, order in orders.items():
        task = asyncio.ensure_future(order)
        task.add_done_callback(partial(on_done, name))
        tasks.append(task)
    try:
        for _ in tasks:
            while not decided:
                news.clear()
                await news.wait()
            name, task = decided.pop()
            yield name, task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
