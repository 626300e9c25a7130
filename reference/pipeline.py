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
from contextlib import ExitStack, closing, suppress
from functools import wraps
from typing import Any, ParamSpec

P = ParamSpec("P")  # given
Target = Generator[Any, Any, Any]  # given


def coroutine(function: Callable[P, Target]) -> Callable[P, Target]:
    """Decorate a generator function: its generators come primed, ready for `send`."""

    @wraps(function)
    def primed(*args: P.args, **kwargs: P.kwargs) -> Target:
        generator = function(*args, **kwargs)
        next(generator)
        return generator

    return primed


@coroutine
def keep(predicate: Callable[[Any], object], target: Target) -> Target:
    """Pass on the items for which the predicate is true."""
    with closing(target), suppress(StopIteration):
        while True:
            item = yield
            if predicate(item):
                target.send(item)


@coroutine
def batch(size: int, target: Target) -> Target:
    """Pass on lists of `size` items, and the incomplete rest at the end."""
    with closing(target), suppress(StopIteration):
        while True:
            items: list[Any] = []
            try:
                while len(items) < size:
                    items.append((yield))
            except GeneratorExit:
                if items:
                    target.send(items)
                raise
            target.send(items)


@coroutine
def tee(*targets: Target) -> Target:
    """Pass on every item to every target."""
    with ExitStack() as stack:
        for target in targets:
            stack.enter_context(closing(target))
        with suppress(StopIteration):
            while True:
                item = yield
                for target in targets:
                    target.send(item)


@coroutine
def collect(into: list[Any]) -> Target:
    """The sink: append every item to a list."""
    while True:
        into.append((yield))


def feed(items: Iterable[Any], target: Target) -> None:
    """Send every item, then close; the target is closed however it ends."""
    with closing(target), suppress(StopIteration):
        for item in items:
            target.send(item)
