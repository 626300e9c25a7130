"""Looks for the names in the type, where they may be None or of no use to a loop.

first to fail: is iterable is false for what only looks like it
"""

class SequenceSquares:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, index):
        numbers = range(self.n)[index]
        if isinstance(index, slice):
            return [number * number for number in numbers]
        return numbers * numbers


class IterableSquares:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        for number in range(self.n):
            yield number * number


def is_iterable(obj):
    kind = type(obj)
    return hasattr(kind, "__iter__") or hasattr(kind, "__getitem__")
