"""Slices the source: a generator, a set or a file has no slices.

first to fail: cuts an iterable into lists
"""


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.iterable = iterable
        self.size = size
        self.start = 0

    def __iter__(self):
        return self

    def __next__(self):
        chunk = list(self.iterable[self.start : self.start + self.size])
        if not chunk:
            raise StopIteration
        self.start += self.size
        return chunk
