"""iter(iterable) at the first next(), and an empty iterator in its place after the end."""

from itertools import islice


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.iterable = iterable
        self.items = None
        self.size = size

    def __iter__(self):
        return self

    def __next__(self):
        if self.items is None:
            self.items = iter(self.iterable)
        chunk = list(islice(self.items, self.size))
        if len(chunk) < self.size:
            self.items = iter(())
        if not chunk:
            raise StopIteration
        return chunk
