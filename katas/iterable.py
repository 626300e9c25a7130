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
        raise NotImplementedError("write SequenceSquares.__init__ in katas/iterable.py")

    def __len__(self) -> int:
        raise NotImplementedError("write SequenceSquares.__len__ in katas/iterable.py")

    def __getitem__(self, index: int | slice) -> int | list[int]:
        raise NotImplementedError("write SequenceSquares.__getitem__ in katas/iterable.py")


class IterableSquares:
    """The squares below n², by `__iter__` alone."""

    def __init__(self, n: int) -> None:
        raise NotImplementedError("write IterableSquares.__init__ in katas/iterable.py")

    def __iter__(self) -> Iterator[int]:
        raise NotImplementedError("write IterableSquares.__iter__ in katas/iterable.py")


def is_iterable(obj: Any) -> bool:
    """Would a `for` loop take it?"""
    raise NotImplementedError("write is_iterable in katas/iterable.py")
