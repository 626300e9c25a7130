"""The last chunk is thrown away when it is shorter than the others.

first to fail: the last list may be shorter
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
            try:
                chunk.append(next(self.items))
            except StopIteration:
                self.over = True
        if len(chunk) < self.size:
            raise StopIteration
        return chunk
