"""`while item := next(...)` stops at 0, '' and None as if the source were over.

first to fail: items that are false are items
"""


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
        chunk = []
        while not self.over and len(chunk) < self.size:
            if item := next(self.items, None):
                chunk.append(item)
            else:
                self.over = True
        if not chunk:
            raise StopIteration
        return chunk
