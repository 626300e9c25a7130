"""When it is closed it still wants to serve those who have decided: 'async generator ignored GeneratorExit'.

first to fail: closing it while others are ready serves nothing more
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
        await asyncio.gather(*tasks, return_exceptions=True)
        while not decided.empty():
            name, task = decided.get_nowait()
            if not task.cancelled() and task.exception() is None:
                yield name, task.result()
