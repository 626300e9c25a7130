"""All squares are computed in __init__: a million million of them never arrive.

first to fail: the sequence computes nothing beforehand
"""


class SequenceSquares:
    def __init__(self, n):
        self._squares = [k * k for k in range(n)]

    def __len__(self):
        return len(self._squares)

    def __getitem__(self, i):
        return self._squares[i]


class IterableSquares:
    def __init__(self, n):
        self._n = n

    def __iter__(self):
        for k in range(self._n):
            yield k * k


def is_iterable(obj):
    try:
        iter(obj)
    except TypeError:
        return False
    return True
