"""popitem: the caller's dict is empty afterwards, and a mapping that is only for reading has none.

first to fail: only reads the mapping
"""

import asyncio


async def serve(orders):
    decided = asyncio.Queue()
    tasks = []
    while orders:
        name, order = orders.popitem()
        task = asyncio.ensure_future(order)
        task.add_done_callback(lambda task, name=name: decided.put_nowait((name, task)))
        tasks.append(task)
    try:
        for _ in tasks:
            name, task = await decided.get()
            yield name, task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
