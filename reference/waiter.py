"""waiter: one waiter, many guests.

level 2 · 30 minutes · as completed, async generator · asyncio

A waiter who stands beside the slowest guest keeps all others hungry. This one serves whoever has decided:

    async for name, dish in serve({"Ada": soup(), "Bob": salad()}):
        print(name, dish)

- `serve(orders)` is an async generator, or any async iterator with `aclose`. `orders` maps names to awaitables of any
  kind: coroutines, tasks, futures, objects with `__await__`. It is only read.
- It gives `(name, dish)` as soon as that guest has decided, the earliest first; no order is promised among those who
  decide in the same moment. All orders run at the same time. It does not poll. Without orders it ends at once.
- An order that fails raises at its turn. When the error reaches the consumer, the
  remaining orders have been cancelled and awaited.
- A consumer who stops early, or is cancelled while it waits, closes the iterator (`aclose`). When that is over, the
  remaining orders have been cancelled and awaited as well. Closed before the first dish, too, it leaves no task.

`asyncio.wait`, `as_completed` and `gather` are allowed.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Mapping
from typing import TypeVar

T = TypeVar("T")  # given


async def serve(orders: Mapping[str, Awaitable[T]]) -> AsyncIterator[tuple[str, T]]:
    """Serve each guest as soon as they have decided."""
    decided: asyncio.Queue[str] = asyncio.Queue()
    tasks = {name: asyncio.ensure_future(order) for name, order in orders.items()}
    for name, task in tasks.items():
        task.add_done_callback(lambda _, name=name: decided.put_nowait(name))  # type: ignore[misc]
    try:
        for _ in tasks:
            name = await decided.get()
            yield name, tasks[name].result()
    finally:
        for task in tasks.values():
            task.cancel()
        if tasks:
            await asyncio.wait(tasks.values())
