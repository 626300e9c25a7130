"""Dataclasses for both; the difference of neighbours in place of a product."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SequenceSquares:
    n: int

    def __len__(self):
        return self.n

    def __getitem__(self, index):
        if isinstance(index, slice):
            return list(map(_square, range(self.n)[index]))
        return _square(range(self.n)[index])


def _square(root):
    return root * root


@dataclass
class IterableSquares:
    n: int

    def __iter__(self):
        square, step = 0, 1
        for _ in range(self.n):
            yield square
            square, step = square + step, step + 2


def is_iterable(obj):
    try:
        iter(obj)
    except TypeError:
        return False
    return True
