"""Wrapper tasks await the orders, whatever becomes of them, and put name and order into a queue."""

import asyncio
from contextlib import suppress


async def serve(orders):
    counter = asyncio.Queue()

    async def guest(name, order):
        order = asyncio.ensure_future(order)
        with suppress(BaseException):
            await order
        counter.put_nowait((name, order))

    guests = [asyncio.create_task(guest(name, order)) for name, order in orders.items()]
    try:
        for _ in guests:
            name, order = await counter.get()
            yield name, order.result()
    finally:
        for task in guests:
            task.cancel()
        await asyncio.gather(*guests, return_exceptions=True)
