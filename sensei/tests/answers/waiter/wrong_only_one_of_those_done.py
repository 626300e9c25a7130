"""FIRST_COMPLETED gives a set, of which one is served: those who decided in the same turn are lost.

first to fail: those who decide at the same moment are all served
"""

import asyncio


async def serve(orders):
    tasks = {asyncio.create_task(decide(name, order)) for name, order in orders.items()}
    pending = tasks
    try:
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            yield done.pop().result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def decide(name, order):
    return name, await order
