"""lifecycle: the value that a generator returns, and the states it goes through.

level 1 · 15 minutes · return value, generator states · Generators

    >>> def numbers():
    ...     yield 1
    ...     yield 2
    ...     return "two numbers"
    >>> drain(numbers())
    ([1, 2], 'two numbers')

    >>> def make(probe):
    ...     probe()
    ...     yield
    >>> states(make)
    ['created', 'running', 'suspended', 'closed']

- `drain(generator)` gives a list of all items that are still to come, and what the generator returns at
  its end. An error of the generator reaches the caller.
- `states(make)` calls `make(probe)` with a function `probe` of yours, which gives a generator that calls
  `probe()` from inside its body at some time. Drive that generator to its end, and return the states it was
  in: each once, in the order in which they were seen, by the names that `inspect.getgeneratorstate` gives
  them, in small letters and without `GEN_`.
- What was not seen is not reported: a generator that never yields has no suspended state, and it is running
  only while its body runs. Who else than the body could see that?
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, TypeVar

Y = TypeVar("Y")


R = TypeVar("R")


def drain(generator: Generator[Y, None, R]) -> tuple[list[Y], R]:
    """All items still to come, and the return value."""
    raise NotImplementedError("write drain in katas/lifecycle.py")


def states(make: Callable[[Callable[[], None]], Generator[Any, Any, Any]]) -> list[str]:
    """The states of the generator `make(probe)` from its making to its end."""
    raise NotImplementedError("write states in katas/lifecycle.py")
