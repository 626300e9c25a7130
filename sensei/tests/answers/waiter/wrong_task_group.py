"""A TaskGroup around a yield: errors come in a group, it cancels the consumer in its own work, aclose fails.

first to fail: an order that fails raises at its turn
"""

import asyncio


async def serve(orders):
    decided = asyncio.Queue()

    async def decide(name, order):
        decided.put_nowait((name, await order))

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(decide(name, order)) for name, order in orders.items()]
        try:
            for _ in tasks:
                yield await decided.get()
        finally:
            for task in tasks:
                task.cancel()
