"""start or 0, stop or n: negative bounds are not counted from the end, and a stop behind it is not cut.

first to fail: a slice is a list
"""


class SequenceSquares:
    def __init__(self, n):
        self._n = n

    def __len__(self):
        return self._n

    def __getitem__(self, i):
        if isinstance(i, slice):
            return [k * k for k in range(i.start or 0, i.stop or self._n, i.step or 1)]
        return range(self._n)[i] ** 2


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
