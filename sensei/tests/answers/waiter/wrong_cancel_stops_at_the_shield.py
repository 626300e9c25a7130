"""Wrappers shield the orders: what is cancelled and awaited at the end is the wrappers only.

first to fail: after an error the rest is cancelled and awaited
"""

import asyncio


async def serve(orders):
    async def decide(name, order):
        return name, await asyncio.shield(order)

    tasks = [asyncio.create_task(decide(name, order)) for name, order in orders.items()]
    try:
        for decided in asyncio.as_completed(tasks):
            yield await decided
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
