"""Looks round the tables every hundredth of a second.

first to fail: does not poll
"""

import asyncio


async def serve(orders):
    tasks = [asyncio.ensure_future(order) for order in orders.values()]
    waiting = dict(enumerate(orders))
    try:
        while waiting:
            for place, name in list(waiting.items()):
                if tasks[place].done():
                    del waiting[place]
                    yield name, tasks[place].result()
            await asyncio.sleep(0.01)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
