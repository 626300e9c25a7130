"""zip() over one iterator ends with the last full chunk: the tail is lost.

first to fail: the last list may be shorter
"""


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.rows = zip(*[(item for item in iterable)] * size, strict=False)

    def __iter__(self):
        return self

    def __next__(self):
        return list(next(self.rows))
