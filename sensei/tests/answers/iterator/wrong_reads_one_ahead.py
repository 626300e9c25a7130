"""Reads one item more after each full chunk to know whether it was the last.

first to fail: each next reads no more than size items
"""


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.items = iter(iterable)
        self.size = size
        self.over = False
        self.ahead = []

    def __iter__(self):
        return self

    def __next__(self):
        chunk, self.ahead = self.ahead, []
        while not self.over and len(chunk) <= self.size:
            try:
                chunk.append(next(self.items))
            except StopIteration:
                self.over = True
        if not chunk:
            raise StopIteration
        chunk, self.ahead = chunk[: self.size], chunk[self.size :]
        return chunk
