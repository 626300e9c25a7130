"""The first next() reads the whole source, not one chunk of it.

first to fail: each next reads no more than size items
"""


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.items = iter(iterable)
        self.size = size
        self.rest = None

    def __iter__(self):
        return self

    def __next__(self):
        if self.rest is None:
            self.rest = list(self.items)
        if not self.rest:
            raise StopIteration
        chunk, self.rest = self.rest[: self.size], self.rest[self.size :]
        return chunk
