"""The iterator returns None at the end in place of StopIteration.

first to fail: the iterable can be looped over again and again
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


class _Iterator:
    def __init__(self, n):
        self.n, self.number = n, -1

    def __iter__(self):
        return self

    def __next__(self):
        self.number += 1
        if self.number < self.n:
            return self.number**2


class IterableSquares:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return _Iterator(self.n)


def is_iterable(obj):
    try:
        iter(obj)
    except TypeError:
        return False
    return True
