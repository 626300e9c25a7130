"""Iterable and sequence know nothing of each other; the iterator adds 1, 3, 5 and so on."""


class SequenceSquares:
    def __init__(self, n):
        self._n = n

    def __len__(self):
        return self._n

    def __getitem__(self, i):
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(len(self)))]
        k = i + self._n if i < 0 else i
        if k < 0 or k >= self._n:
            raise IndexError(i)
        return k * k


class IterableSquares:
    def __init__(self, n):
        self._n = n

    def __iter__(self):
        square, step = 0, 1
        for _ in range(self._n):
            yield square
            square += step
            step += 2


def is_iterable(obj):
    try:
        map(None, obj)
    except TypeError:
        return False
    return True
