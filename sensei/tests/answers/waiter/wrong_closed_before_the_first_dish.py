"""Orders start at the call, the clean-up with the generator's first step: closed before that, all cook on.

first to fail: closing it before the first dish leaves no task
"""

import asyncio


def serve(orders):
    decided = asyncio.Queue()
    tasks = []
    for name, order in orders.items():
        task = asyncio.ensure_future(order)
        task.add_done_callback(lambda task, name=name: decided.put_nowait((name, task)))
        tasks.append(task)
    return dishes(decided, tasks)


async def dishes(decided, tasks):
    try:
        for _ in tasks:
            name, task = await decided.get()
            yield name, task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
