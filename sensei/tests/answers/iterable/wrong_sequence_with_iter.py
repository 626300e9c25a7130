"""The sequence has an __iter__ as well: it does not show the sequence protocol.

first to fail: the sequence has no iter of its own
"""


class SequenceSquares:
    def __init__(self, n):
        self._numbers = range(n)

    def __len__(self):
        return len(self._numbers)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return [k * k for k in self._numbers[i]]
        return self._numbers[i] ** 2

    def __iter__(self):
        for k in self._numbers:
            yield k * k


class IterableSquares:
    def __init__(self, n):
        self._n = n

    def __iter__(self):
        for k in range(self._n):
            yield k * k


def is_iterable(obj):
    try:
        iter(obj)
    except TypeError:
        return False
    return True
