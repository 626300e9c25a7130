"""Outside there is None, and a loop over it never ends.

first to fail: an index outside is an index error
"""

class SequenceSquares:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, index):
        if isinstance(index, slice):
            return [number * number for number in range(self.n)[index]]
        return range(self.n)[index] ** 2 if -self.n <= index < self.n else None


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
