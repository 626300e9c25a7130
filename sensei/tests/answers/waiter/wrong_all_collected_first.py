"""gather waits for the slowest guest before the first dish goes out.

first to fail: whoever has decided is served at once
"""

import asyncio


async def serve(orders):
    tasks = [asyncio.ensure_future(order) for order in orders.values()]
    try:
        dishes = await asyncio.gather(*tasks)
        for name, dish in zip(orders, dishes):
            yield name, dish
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
