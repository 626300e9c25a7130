"""do-while: wait is called before anyone looks whether there are orders, and refuses an empty set.

first to fail: without orders it ends at once
"""

import asyncio


async def serve(orders):
    tasks = {asyncio.create_task(decide(name, order)) for name, order in orders.items()}
    pending = tasks
    try:
        while True:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                yield task.result()
            if not pending:
                break
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def decide(name, order):
    return name, await order
