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

import asyncio
from collections.abc import Awaitable
from typing import Any


async def gather(*awaitables: Awaitable[Any], return_exceptions: bool = False) -> list[Any]:
    """Run all of them at the same time; their results, in the order of the arguments."""
    children: dict[int, asyncio.Future[Any]] = {}
    for awaitable in awaitables:
        if id(awaitable) not in children:
            children[id(awaitable)] = asyncio.ensure_future(awaitable)
    running = set(children.values())
    over: asyncio.Future[asyncio.Future[Any]] = asyncio.get_running_loop().create_future()

    def ended(child: asyncio.Future[Any]) -> None:
        running.discard(child)
        failed = child.cancelled() or child.exception() is not None
        if not over.done() and (not running or (failed and not return_exceptions)):
            over.set_result(child)

    for child in children.values():
        child.add_done_callback(ended)
    if children:
        try:
            decisive = await over
        except asyncio.CancelledError:  # nobody but our caller can be meant: the future is ours
            for child in children.values():
                child.cancel()
            raise
        if not return_exceptions:
            decisive.result()
    return [_outcome(children[id(awaitable)]) for awaitable in awaitables]


def _outcome(child: asyncio.Future[Any]) -> Any:
    if child.cancelled():
        return asyncio.CancelledError()
    return child.result() if child.exception() is None else child.exception()
