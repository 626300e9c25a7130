"""The wrapper passes on every Exception; an order that ends in CancelledError is never heard of.

first to fail: an order that somebody cancels raises
"""

import asyncio


async def serve(orders):
    decided = asyncio.Queue()

    async def decide(name, order):
        try:
            dish, error = await order, None
        except Exception as failure:
            dish, error = None, failure
        decided.put_nowait((name, dish, error))

    tasks = [asyncio.create_task(decide(name, order)) for name, order in orders.items()]
    try:
        for _ in tasks:
            name, dish, error = await decided.get()
            if error is not None:
                raise error
            yield name, dish
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
