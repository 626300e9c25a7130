"""'async def' around an inner generator: serve(orders) is a coroutine, 'async for' cannot take it.

first to fail: serves every guest their own dish
"""

import asyncio


async def serve(orders):
    decided = asyncio.Queue()
    tasks = []
    for name, order in orders.items():
        task = asyncio.ensure_future(order)
        task.add_done_callback(lambda task, name=name: decided.put_nowait((name, task)))
        tasks.append(task)

    async def dishes():
        try:
            for _ in tasks:
                name, task = await decided.get()
                yield name, task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    return dishes()
