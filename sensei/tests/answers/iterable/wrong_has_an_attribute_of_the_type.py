"""hasattr on the type finds what the metaclass has: a member of an enum is said to be iterable.

first to fail: is iterable is false for what only looks like it
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
    kind = type(obj)
    if hasattr(kind, "__iter__"):
        return kind.__iter__ is not None
    return hasattr(kind, "__getitem__")
