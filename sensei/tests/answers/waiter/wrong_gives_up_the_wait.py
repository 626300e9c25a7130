"""Waits a tenth of a second for the cancelled ones and then leaves them to themselves.

first to fail: after an error the rest is cancelled and awaited
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
            name, task = await decided.get()
            yield name, task.result()
    finally:
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=0.1)
