"""zip(orders, as_completed(...)): the names come in the order of the mapping, the dishes in the order of time.

first to fail: serves every guest their own dish
"""

import asyncio


async def serve(orders):
    tasks = [asyncio.ensure_future(order) for order in orders.values()]
    try:
        for name, decided in zip(orders, asyncio.as_completed(tasks)):
            yield name, await decided
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
