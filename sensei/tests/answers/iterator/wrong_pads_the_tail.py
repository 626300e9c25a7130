"""zip_longest fills the last chunk up with None: the caller gets items nobody sent.

first to fail: the last list may be shorter
"""

from itertools import zip_longest


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.rows = zip_longest(*[(item for item in iterable)] * size)

    def __iter__(self):
        return self

    def __next__(self):
        return list(next(self.rows))
