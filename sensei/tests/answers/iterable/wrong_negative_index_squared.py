"""A negative index is squared as it is: obj[-1] is 1, not the last square.

first to fail: a negative index counts from the end
"""


class SequenceSquares:
    def __init__(self, n):
        self._n = n

    def __len__(self):
        return self._n

    def __getitem__(self, i):
        if isinstance(i, slice):
            return [k * k for k in range(*i.indices(self._n))]
        if i >= self._n:
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
