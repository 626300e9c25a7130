"""All run at once, but they are awaited in the order of the mapping.

first to fail: whoever has decided is served at once
"""

import asyncio


async def serve(orders):
    tasks = {name: asyncio.ensure_future(order) for name, order in orders.items()}
    try:
        for name, task in tasks.items():
            yield name, await task
    finally:
        for task in tasks.values():
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)
