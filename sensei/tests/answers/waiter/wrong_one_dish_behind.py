"""Looks ahead: a dish goes out only when the next guest has decided.

first to fail: whoever has decided is served at once
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
        ready = None
        for _ in tasks:
            name, task = await decided.get()
            if ready:
                yield ready
            ready = name, task.result()
        if ready:
            yield ready
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
