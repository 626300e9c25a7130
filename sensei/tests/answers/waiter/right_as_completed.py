"""asyncio.as_completed over wrapper tasks that carry the name."""

import asyncio


async def serve(orders):
    async def decide(name, order):
        return name, await order

    tasks = [asyncio.create_task(decide(*item)) for item in orders.items()]
    try:
        for decided in asyncio.as_completed(tasks):
            yield await decided
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
