"""Rewinds itself before StopIteration to be used again: it does not stay exhausted.

first to fail: it stays exhausted
"""


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.iterable = iterable
        self.items = iter(iterable)
        self.size = size
        self.over = False

    def __iter__(self):
        return self

    def __next__(self):
        chunk = []
        while not self.over and len(chunk) < self.size:
            try:
                chunk.append(next(self.items))
            except StopIteration:
                self.over = True
        if not chunk:
            self.items, self.over = iter(self.iterable), False
            raise StopIteration
        return chunk
