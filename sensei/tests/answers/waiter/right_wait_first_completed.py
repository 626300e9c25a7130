"""asyncio.wait(FIRST_COMPLETED) over wrapper tasks that carry the name."""

import asyncio


async def serve(orders):
    tasks = {asyncio.create_task(decide(name, order)) for name, order in orders.items()}
    pending = tasks
    try:
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                yield task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def decide(name, order):
    return name, await order
