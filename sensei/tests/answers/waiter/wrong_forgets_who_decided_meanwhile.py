"""Each round waits for those who are not done: who decided while the consumer was busy is in no round.

first to fail: those who decide while the consumer is busy are all served
"""

import asyncio


async def serve(orders):
    tasks = [asyncio.create_task(decide(name, order)) for name, order in orders.items()]
    try:
        while pending := [task for task in tasks if not task.done()]:
            done, _ = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                yield task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def decide(name, order):
    return name, await order
