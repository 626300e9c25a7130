"""Squares of 1 to n, not of 0 to n - 1.

first to fail: the sequence has a length and items
"""


class SequenceSquares:
    def __init__(self, n):
        self._numbers = range(1, n + 1)

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
        for k in range(1, self._n + 1):
            yield k * k


def is_iterable(obj):
    try:
        iter(obj)
    except TypeError:
        return False
    return True
