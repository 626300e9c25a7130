"""The chunks are tuples; lists were promised.

first to fail: cuts an iterable into lists
"""

from itertools import islice


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.items = (item for item in iterable)
        self.size = size

    def __iter__(self):
        return self

    def __next__(self):
        chunk = tuple(islice(self.items, self.size))
        if not chunk:
            raise StopIteration
        return chunk
