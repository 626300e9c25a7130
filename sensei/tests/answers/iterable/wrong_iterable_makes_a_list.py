"""__iter__ builds the whole list before the first item.

first to fail: the iterable computes nothing beforehand
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


class IterableSquares:
    def __init__(self, n):
        self._n = n

    def __iter__(self):
        return iter([k * k for k in range(self._n)])


def is_iterable(obj):
    try:
        iter(obj)
    except TypeError:
        return False
    return True
