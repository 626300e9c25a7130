"""A list of known types: an object of a new class is not in it.

first to fail: is iterable is true for what a loop takes
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
    return isinstance(obj, (list, tuple, set, dict, str, bytes, range)) or hasattr(obj, "__next__")
