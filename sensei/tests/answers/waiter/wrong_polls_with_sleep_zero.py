"""Asks every guest again in every turn of the loop.

first to fail: does not poll
"""

import asyncio


async def serve(orders):
    waiting = [(name, asyncio.ensure_future(order)) for name, order in orders.items()]
    tasks = [task for _, task in waiting]
    try:
        while waiting:
            for pair in list(waiting):
                name, task = pair
                if task.done():
                    waiting.remove(pair)
                    yield name, task.result()
            await asyncio.sleep(0)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
