"""What only async for can loop over is called iterable too.

first to fail: is iterable is false for what a loop refuses
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
    if hasattr(type(obj), "__aiter__"):
        return True
    try:
        iter(obj)
    except TypeError:
        return False
    return True
