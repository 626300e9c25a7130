"""For checks of laziness and of an end: a source that must not be read too far, and a list() that must not go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from sensei.expect import short

T = TypeVar("T")


class Source:
    """Gives 1, 2, 3 … and counts what was read of it; reading more than is allowed now is an error of its own."""

    def __init__(self, allowed: int = 0) -> None:
        self.allowed = allowed
        self.read = 0

    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        if self.read == self.allowed:
            raise AssertionError(f"the source was asked for item {self.read + 1}: more than was needed at that moment")
        self.read += 1
        return self.read


def all_of(iterable: Iterable[T], limit: int = 30) -> list[T]:
    """Like list(), but more than `limit` items are an AssertionError: the iterable does not end."""
    found = []
    for item in iterable:
        found.append(item)
        if len(found) > limit:
            raise AssertionError(f"it does not end: it has given {short(found)} so far")
    return found
