"""Keeps the first error until all the others have been served.

first to fail: an order that fails raises at its turn
"""

import asyncio


async def serve(orders):
    decided = asyncio.Queue()
    tasks = []
    for name, order in orders.items():
        task = asyncio.ensure_future(order)
        task.add_done_callback(lambda task, name=name: decided.put_nowait((name, task)))
        tasks.append(task)
    failed = None
    try:
        for _ in tasks:
            name, task = await decided.get()
            if task.cancelled() or task.exception():
                failed = failed or task
            else:
                yield name, task.result()
        if failed:
            failed.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
