"""Keeps the next chunk ready: the first next() has read two chunks of the source.

first to fail: each next reads no more than size items
"""

from itertools import islice


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.items = (item for item in iterable)
        self.size = size
        self.ready = None

    def __iter__(self):
        return self

    def __next__(self):
        chunk = list(islice(self.items, self.size)) if self.ready is None else self.ready
        self.ready = list(islice(self.items, self.size))
        if not chunk:
            raise StopIteration
        return chunk
