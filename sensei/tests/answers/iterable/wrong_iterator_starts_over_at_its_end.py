"""The iterator sets its position back when it ends: the next call gives 0 again.

first to fail: what iter gives is an iterator
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
        self.n, self.number = n, 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.number >= self.n:
            self.number = 0
            raise StopIteration
        self.number += 1
        return (self.number - 1) ** 2


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
