"""__iter__ returns self and starts over: an inner loop ends the outer one.

first to fail: every iter gives a new iterator
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
        self._n = n

    def __iter__(self):
        self._next = 0
        return self

    def __next__(self):
        if self._next >= self._n:
            raise StopIteration
        k = self._next
        self._next += 1
        return k * k


def is_iterable(obj):
    try:
        iter(obj)
    except TypeError:
        return False
    return True
