"""Takes the first item to find out: an iterator loses it, and an empty list is said not to be iterable.

first to fail: is iterable is true for what a loop takes
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
        for k in range(self._n):
            yield k * k


def is_iterable(obj):
    try:
        next(iter(obj))
    except (TypeError, StopIteration):
        return False
    return True
