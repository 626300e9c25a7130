"""as_completed forgets who it was, so the name is looked up by the dish: two guests, one dish, one name.

first to fail: serves every guest their own dish
"""

import asyncio


async def serve(orders):
    tasks = {name: asyncio.ensure_future(order) for name, order in orders.items()}
    try:
        for decided in asyncio.as_completed(tasks.values()):
            dish = await decided
            for name, task in tasks.items():
                if task.done() and not task.cancelled() and not task.exception() and task.result() == dish:
                    yield name, dish
                    break
    finally:
        for task in tasks.values():
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)
