"""Cancels tasks[served:]: those are the last in the mapping, not those that are still undecided.

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
    served = 0
    try:
        for _ in tasks:
            name, task = await decided.get()
            served += 1
            yield name, task.result()
    finally:
        for task in tasks[served:]:
            task.cancel()
        await asyncio.gather(*tasks[served:], return_exceptions=True)
