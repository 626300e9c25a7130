"""A __contains__ of its own, which looks at the indices and not at the squares.

first to fail: loops work on the sequence
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

    def __contains__(self, number):
        return number in range(self.n)


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
