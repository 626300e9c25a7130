"""A semaphore lets ten orders run at a time.

first to fail: all orders run at the same time
"""

import asyncio


async def serve(orders):
    free = asyncio.Semaphore(10)
    started = []

    async def decide(name, order):
        async with free:
            started.append(name)
            return name, await order

    tasks = [asyncio.create_task(decide(name, order)) for name, order in orders.items()]
    try:
        for decided in asyncio.as_completed(tasks):
            yield await decided
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for name, order in orders.items():
            if name not in started and asyncio.iscoroutine(order):
                order.close()
