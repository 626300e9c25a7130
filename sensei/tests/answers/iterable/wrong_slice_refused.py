"""A slice ends in a TypeError: the index is compared with 0 at once.

first to fail: a slice is a list
"""


class SequenceSquares:
    def __init__(self, n):
        self._n = n

    def __len__(self):
        return self._n

    def __getitem__(self, i):
        if i < 0:
            i += self._n
        if not 0 <= i < self._n:
            raise IndexError(i)
        return i * i


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
