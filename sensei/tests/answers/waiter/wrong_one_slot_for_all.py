"""One future for 'the next': of two that decide before the consumer is back, the second finds it taken.

first to fail: those who decide at the same moment are all served
"""

import asyncio


async def serve(orders):
    loop = asyncio.get_running_loop()
    following = loop.create_future()

    def decided(name, task):
        if not following.done():
            following.set_result((name, task))

    tasks = []
    for name, order in orders.items():
        task = asyncio.ensure_future(order)
        task.add_done_callback(lambda task, name=name: decided(name, task))
        tasks.append(task)
    try:
        for _ in tasks:
            name, task = await following
            following = loop.create_future()
            yield name, task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
