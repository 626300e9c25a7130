"""A generator expression for the iterator; the sequence counts from the end by hand."""

from contextlib import suppress


class SequenceSquares:
    def __init__(self, n):
        self._n = n

    def __len__(self):
        return self._n

    def __getitem__(self, i):
        if isinstance(i, slice):
            return [k * k for k in range(self._n)[i]]
        if not -self._n <= i < self._n:
            raise IndexError("no such square")
        return (i % self._n) ** 2


class IterableSquares:
    def __init__(self, n):
        self._n = n

    def __iter__(self):
        return (k * k for k in range(self._n))


def is_iterable(obj):
    with suppress(TypeError):
        iter(obj)
        return True
    return False
