"""Fetches the first item at construction to see whether there is one.

first to fail: making one reads nothing
"""

from itertools import chain, islice


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        items = (item for item in iterable)
        first = list(islice(items, 1))
        self.items = chain(first, items)
        self.size = size

    def __iter__(self):
        return self

    def __next__(self):
        chunk = list(islice(self.items, self.size))
        if not chunk:
            raise StopIteration
        return chunk
