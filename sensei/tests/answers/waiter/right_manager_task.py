"""A manager task runs a TaskGroup of guests: to end the manager is to end them all."""

import asyncio


async def serve(orders):
    decided = asyncio.Queue()

    async def ask(name, order):
        try:
            await order
        except BaseException:  # whoever takes it from the queue raises it
            if asyncio.current_task().cancelling():
                raise
        finally:
            decided.put_nowait((name, order))

    async def ask_all(pairs):
        async with asyncio.TaskGroup() as group:
            for name, order in pairs:
                group.create_task(ask(name, order))

    pairs = [(name, asyncio.ensure_future(order)) for name, order in orders.items()]
    manager = asyncio.create_task(ask_all(pairs))
    try:
        for _ in pairs:
            name, order = await decided.get()
            yield name, order.result()
    finally:
        manager.cancel()
        await asyncio.gather(manager, return_exceptions=True)
