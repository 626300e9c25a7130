"""What has no __iter__ is asked for item 0, and a queue loses it.

first to fail: is iterable consumes nothing
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
    if isinstance(obj, type):
        return hasattr(type(obj), "__iter__")
    if hasattr(type(obj), "__iter__"):
        return type(obj).__iter__ is not None
    try:
        obj[0]
    except IndexError:
        return True
    except Exception:
        return False
    return True
