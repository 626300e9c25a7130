"""Chunks: an iterator written by hand.

level 1 · 20 minutes · __next__, laziness, exhaustion · Iteration

Cut any iterable into lists of `size` items; the last may be shorter:

    >>> list(Chunks("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]

Write the class by hand: `__iter__` and `__next__`, without `yield` and without
`itertools.batched` (nobody checks that: it is what you are here to practise).

- Each `next` reads at most `size` items of the source; making a Chunks reads none.
- A `size` below 1 is a ValueError, at once.
- `iter(chunks) is chunks`, and once exhausted it stays exhausted.
- Every list is a new one. An error of the source reaches the caller.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Chunks(Generic[T]):
    """An iterator over lists of `size` items of `iterable`."""

    def __init__(self, iterable: Iterable[T], size: int) -> None:
        raise NotImplementedError("write Chunks.__init__ in katas/iterator.py")

    def __iter__(self) -> Chunks[T]:
        raise NotImplementedError("write Chunks.__iter__ in katas/iterator.py")

    def __next__(self) -> list[T]:
        raise NotImplementedError("write Chunks.__next__ in katas/iterator.py")
