"""One list is cleared and filled again: every chunk kept by the caller changes.

first to fail: cuts an iterable into lists
"""


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.items = iter(iterable)
        self.size = size
        self.over = False
        self.chunk = []

    def __iter__(self):
        return self

    def __next__(self):
        self.chunk.clear()
        while not self.over and len(self.chunk) < self.size:
            try:
                self.chunk.append(next(self.items))
            except StopIteration:
                self.over = True
        if not self.chunk:
            raise StopIteration
        return self.chunk
