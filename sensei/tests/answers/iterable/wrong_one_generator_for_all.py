"""The generator is made in __init__: the second loop finds it used up.

first to fail: the iterable can be looped over again and again
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
        self._squares = (k * k for k in range(n))

    def __iter__(self):
        return self._squares


def is_iterable(obj):
    try:
        iter(obj)
    except TypeError:
        return False
    return True
