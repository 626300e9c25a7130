"""Each index is reached by walking there from the first square.

first to fail: the sequence computes nothing beforehand
"""

from itertools import islice


class SequenceSquares:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, index):
        squares = (number * number for number in range(self.n))
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(self.n))]
        if index < 0:
            index += self.n
        if not 0 <= index < self.n:
            raise IndexError(index)
        return next(islice(squares, index, None))


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
