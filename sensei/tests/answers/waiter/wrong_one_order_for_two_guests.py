"""Names by future in a dict: two guests who share one future are one entry, and one of them gets nothing.

first to fail: two guests may share one order
"""

import asyncio


async def serve(orders):
    names = {asyncio.ensure_future(order): name for name, order in orders.items()}
    pending = set(names)
    try:
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                yield names[task], task.result()
    finally:
        for task in names:
            task.cancel()
        await asyncio.gather(*names, return_exceptions=True)
