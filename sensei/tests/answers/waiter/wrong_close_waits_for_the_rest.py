"""Awaits the rest without cancelling it: to leave early is to wait for the slowest guest.

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
    try:
        for _ in tasks:
            name, task = await decided.get()
            yield name, task.result()
    finally:
        await asyncio.gather(*tasks, return_exceptions=True)
