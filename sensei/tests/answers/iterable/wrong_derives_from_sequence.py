"""Derives from Sequence, which brings an __iter__: that was to be done without.

first to fail: the sequence has no iter of its own
"""

from collections.abc import Sequence


class SequenceSquares(Sequence):
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
    try:
        iter(obj)
    except TypeError:
        return False
    return True
