"""iterable: two ways to be looped over, and how to tell.

level 1 · 20 minutes · sequence protocol, __iter__ · Iteration

The squares of 0, 1, 2 … n-1, twice, and a question:

    >>> squares = SequenceSquares(5)
    >>> squares[3], squares[-1], squares[1:4], len(squares)
    (9, 16, [1, 4, 9], 5)
    >>> list(squares), list(IterableSquares(5))
    ([0, 1, 4, 9, 16], [0, 1, 4, 9, 16])
    >>> is_iterable(squares), is_iterable(5)
    (True, False)

- `SequenceSquares` has `__len__` and `__getitem__`, and no `__iter__` and no base class: `for`, `in`, `list`
  and `reversed` work all the same. An index is an int, negative ones too, or a slice, which gives a list;
  outside is an IndexError.
- `IterableSquares` has `__iter__` alone. Each call gives a new iterator, independent of all others.
- Nothing is computed beforehand: `SequenceSquares(10**12)[10**6]` is there at once.
- `is_iterable` is True exactly for what a `for` loop accepts, and consumes nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class SequenceSquares:
    """The squares below n², by index; without `__iter__`."""

    def __init__(self, n: int) -> None:
        self._roots = range(n)

    def __len__(self) -> int:
        return len(self._roots)

    def __getitem__(self, index: int | slice) -> int | list[int]:
        if isinstance(index, slice):
            return [root * root for root in self._roots[index]]
        return self._roots[index] ** 2


class IterableSquares:
    """The squares below n², by `__iter__` alone."""

    def __init__(self, n: int) -> None:
        self._roots = range(n)

    def __iter__(self) -> Iterator[int]:
        return (root * root for root in self._roots)


def is_iterable(obj: Any) -> bool:
    """Would a `for` loop take it?"""
    try:
        iter(obj)
    except TypeError:
        return False
    return True
