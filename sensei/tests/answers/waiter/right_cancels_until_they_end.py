"""asyncio.wait over names in a list; at the end it asks again for as long as somebody has not gone home."""

import asyncio


async def serve(orders):
    tasks = [(name, asyncio.ensure_future(order)) for name, order in orders.items()]
    waiting = list(tasks)
    try:
        while waiting:
            await asyncio.wait([task for _, task in waiting], return_when=asyncio.FIRST_COMPLETED)
            ready = [pair for pair in waiting if pair[1].done()]
            waiting = [pair for pair in waiting if not pair[1].done()]
            for name, task in ready:
                yield name, task.result()
    finally:
        for _, task in tasks:
            while not task.done():
                task.cancel()
                await asyncio.wait([task], timeout=1)
            if not task.cancelled():
                task.exception()
