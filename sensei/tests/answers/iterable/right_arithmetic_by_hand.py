"""Bounds and slices by hand, with slice.indices; map as the iterator."""

from operator import index as as_index


class SequenceSquares:
    __slots__ = ("_n",)

    def __init__(self, n: int) -> None:
        self._n = n

    def __len__(self) -> int:
        return self._n

    def __getitem__(self, key):
        if isinstance(key, slice):
            return [self[i] for i in range(*key.indices(self._n))]
        at = as_index(key)
        if at < 0:
            at += self._n
        if at < 0 or at >= self._n:
            raise IndexError(f"{key} is not in a sequence of {self._n}")
        return at * at


class IterableSquares:
    def __init__(self, n: int) -> None:
        self._n = n

    def __iter__(self):
        return map(lambda root: root**2, range(self._n))


def is_iterable(obj: object) -> bool:
    try:
        enumerate(obj)
    except TypeError:
        return False
    return True
