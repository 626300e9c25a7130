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

from collections.abc import AsyncIterator, Awaitable, Mapping
from typing import TypeVar

T = TypeVar("T")


async def serve(orders: Mapping[str, Awaitable[T]]) -> AsyncIterator[tuple[str, T]]:
    """Serve each guest as soon as they have decided."""
    raise NotImplementedError("write serve in katas/waiter.py")
