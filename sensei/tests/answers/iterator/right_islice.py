"""islice takes the chunk; a chunk that is short is the last one."""

from itertools import islice


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.items = iter(iterable)
        self.size = size
        self.over = False

    def __iter__(self):
        return self

    def __next__(self):
        chunk = [] if self.over else list(islice(self.items, self.size))
        self.over = self.over or len(chunk) < self.size
        if not chunk:
            raise StopIteration
        return chunk
