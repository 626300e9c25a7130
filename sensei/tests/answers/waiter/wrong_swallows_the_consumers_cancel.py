"""A cancelled wait ends the generator quietly: the consumer's 'async for' ends as if all had been served.

first to fail: a consumer cancelled while it waits leaves nothing
"""

import asyncio


async def serve(orders):
    decided = asyncio.Queue()
    tasks = []
    for name, order in orders.items():
        task = asyncio.ensure_future(order)
        task.add_done_callback(lambda task, name=name: decided.put_nowait((name, task)))
        tasks.append(task)
    try:
        for _ in tasks:
            try:
                name, task = await decided.get()
            except asyncio.CancelledError:
                return
            yield name, task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
