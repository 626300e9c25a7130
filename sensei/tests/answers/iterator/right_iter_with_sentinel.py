"""iter(callable, []) stops at the first empty list; a generator expression ends for good."""

from itertools import islice


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        items = (item for item in iterable)
        self._chunks = iter(lambda: list(islice(items, size)), [])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._chunks)
