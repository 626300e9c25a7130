"""The iterable hands out the sequence iterator; the question is put to zip."""

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
        self._n = n

    def __iter__(self):
        return iter(SequenceSquares(self._n))


def is_iterable(obj):
    try:
        zip(obj)
    except TypeError:
        return False
    else:
        return True
