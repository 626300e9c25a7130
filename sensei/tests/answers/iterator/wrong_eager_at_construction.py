"""list(iterable) at construction: reads all of it, and an endless source never ends.

first to fail: making one reads nothing
"""


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.items = list(iterable)
        self.size = size
        self.start = 0

    def __iter__(self):
        return self

    def __next__(self):
        chunk = self.items[self.start : self.start + self.size]
        if not chunk:
            raise StopIteration
        self.start += self.size
        return chunk
