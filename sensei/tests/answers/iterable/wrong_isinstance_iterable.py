"""isinstance(obj, Iterable) does not see objects that have only __getitem__.

first to fail: is iterable knows the old way too
"""

from collections.abc import Iterable


class SequenceSquares:
    def __init__(self, n):
        self._numbers = range(n)

    def __len__(self):
        return len(self._numbers)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return [k * k for k in self._numbers[i]]
        return self._numbers[i] ** 2


class IterableSquares:
    def __init__(self, n):
        self._n = n

    def __iter__(self):
        for k in range(self._n):
            yield k * k


def is_iterable(obj):
    return isinstance(obj, Iterable)
