"""sleepers: blocking functions, all at the same time.

level 1 · 20 minutes · threads, errors, results in order · Threads meet asyncio

    >>> run_blocking([lambda: time.sleep(1) or "one", lambda: time.sleep(1) or "two"])  # takes one second
    ['one', 'two']

Run all functions at the same time, each on a thread of its own, and wait for them.

- All of them run at once, however many there are: forty that wait for each other must not hang. None
  runs on the caller's thread.
- It returns when all have ended: a list of their results, in the order of the functions and not in that
  of their ends. No functions: `[]`.
- When some raise an exception, the others run to their end all the same. Then the exception of the first
  of them, in the order of the functions, is raised: that very object.
- No thread is left when it returns or raises.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def run_blocking(functions: Sequence[Callable[[], T]]) -> list[T]:
    """Call each function on a thread of its own, all at once; their results, in order."""
    raise NotImplementedError("write run_blocking in katas/sleepers.py")
