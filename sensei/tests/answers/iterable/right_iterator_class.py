"""An iterator class of its own, slice.indices by hand, and zip to ask for the iterator."""

import operator


class SequenceSquares:
    def __init__(self, n):
        self.n = max(n, 0)

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(self.n))]
        i = operator.index(i)
        if i < 0:
            i += self.n
        if not 0 <= i < self.n:
            raise IndexError(f"index outside of {self.n} squares")
        return i * i


class Squares:
    def __init__(self, n):
        self._next, self._n = 0, n

    def __iter__(self):
        return self

    def __next__(self):
        if self._next >= self._n:
            raise StopIteration
        k = self._next
        self._next += 1
        return k * k


class IterableSquares:
    def __init__(self, n):
        self._n = n

    def __iter__(self):
        return Squares(self._n)


def is_iterable(obj):
    try:
        zip(obj)
    except TypeError:
        return False
    else:
        return True
