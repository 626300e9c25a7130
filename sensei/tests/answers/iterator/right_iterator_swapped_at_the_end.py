"""next() drives whatever state the object is in: reading, or over."""

from collections import deque
from collections.abc import Iterator
from itertools import islice


class Chunks(Iterator):
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self._source = iter(iterable)
        self._size = size
        self._step = self._read

    def __next__(self):
        return self._step()

    def _read(self):
        first = deque(islice(self._source, self._size))
        if len(first) < self._size:
            self._step = self._over
        return list(first) or self._over()

    def _over(self):
        raise StopIteration
