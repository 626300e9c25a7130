"""The iterable is the sequence with __iter__ added: it has more than __iter__.

first to fail: the iterable has only iter
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


class IterableSquares(SequenceSquares):
    def __iter__(self):
        return (number * number for number in range(self.n))


def is_iterable(obj):
    try:
        iter(obj)
    except TypeError:
        return False
    return True
