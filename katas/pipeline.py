"""pipeline: generator coroutines in a row, like a Unix pipe.

level 2 · 40 minutes · coroutine pipeline, priming, close · Coroutines

A push pipeline: `feed` sends items into stages, stages pass them on to sinks.

    >>> found = []
    >>> feed(range(7), keep(lambda n: n % 2 == 0, batch(3, collect(found))))
    >>> found
    [[0, 2, 4], [6]]

- `coroutine` decorates a generator function: calling it gives a generator that waits at its first
  `yield`. It keeps name, docstring and signature.
- `keep` passes on the items for which the predicate is true, `batch` lists of `size` (a new list each
  time), `tee` every item to every target; `collect` is a sink that appends to a list.
- When the pipeline closes normally, `batch` sends on the incomplete rest; after an error it may or may not.
- `feed` sends every item, one at a time, and then closes. However it ends, every stage and every sink
  is closed, down to the last. An error of the source or of a stage reaches its caller unchanged.
- A target that has finished (its `send` raised StopIteration) ends the feeding quietly: the rest of the
  pipeline is closed, and nothing is raised.

Stages and sinks are whatever has `send` and `close`; they need not be yours.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import Any, ParamSpec

P = ParamSpec("P")


Target = Generator[Any, Any, Any]


def coroutine(function: Callable[P, Target]) -> Callable[P, Target]:
    """Decorate a generator function: its generators come primed, ready for `send`."""
    raise NotImplementedError("write coroutine in katas/pipeline.py")


def keep(predicate: Callable[[Any], object], target: Target) -> Target:
    """Pass on the items for which the predicate is true."""
    raise NotImplementedError("write keep in katas/pipeline.py")


def batch(size: int, target: Target) -> Target:
    """Pass on lists of `size` items, and the incomplete rest at the end."""
    raise NotImplementedError("write batch in katas/pipeline.py")


def tee(*targets: Target) -> Target:
    """Pass on every item to every target."""
    raise NotImplementedError("write tee in katas/pipeline.py")


def collect(into: list[Any]) -> Target:
    """The sink: append every item to a list."""
    raise NotImplementedError("write collect in katas/pipeline.py")


def feed(items: Iterable[Any], target: Target) -> None:
    """Send every item, then close; the target is closed however it ends."""
    raise NotImplementedError("write feed in katas/pipeline.py")
