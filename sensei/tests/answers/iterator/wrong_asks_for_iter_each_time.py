"""iter(iterable) in every next(): a list gives its first chunk again and again.

first to fail: cuts an iterable into lists
"""

from itertools import islice


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.iterable = iterable
        self.size = size

    def __iter__(self):
        return self

    def __next__(self):
        chunk = list(islice(self.iterable, self.size))
        if not chunk:
            raise StopIteration
        return chunk
