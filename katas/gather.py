"""gather: asyncio.gather by hand.

level 3 · 30 minutes · gather by hand, errors, cancellation · asyncio

    >>> asyncio.run(gather(asyncio.sleep(0.2, "slow"), asyncio.sleep(0.1, "fast")))
    ['slow', 'fast']

Write it without `asyncio.gather`, `wait`, `as_completed` and `TaskGroup`: the tests make those four raise.

- It takes any awaitables (coroutines, tasks, futures, objects with `__await__`), runs them all at the same time and
  gives the list of their results, in the order of the arguments. Without arguments it is `[]`. The same awaitable
  given twice runs once; its result stands in both places.
- The first error leaves at once, whichever argument it belongs to. The others keep running, and what becomes of them
  later does no harm. When all children have ended, no task of gather's own is left.
- With `return_exceptions` errors are values in the list, and it waits for all.
- A child that somebody cancels counts as one that failed with `CancelledError`.
- Cancelling the caller cancels every child, and the caller ends with `CancelledError`, with `return_exceptions` too,
  and whatever the children do about it. Whether it waits for their clean-up is up to you.
"""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any


async def gather(*awaitables: Awaitable[Any], return_exceptions: bool = False) -> list[Any]:
    """Run all of them at the same time; their results, in the order of the arguments."""
    raise NotImplementedError("write gather in katas/gather.py")
