"""Waits for the guests in time.sleep: nothing else runs, the orders neither.

first to fail: serves every guest their own dish
"""

import asyncio
import time


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
            time.sleep(0.01)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
