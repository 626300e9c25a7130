"""One sleep(0) after the cancel: a guest whose clean-up awaits something is still there.

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
        await asyncio.sleep(0)
