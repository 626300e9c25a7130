"""The rest is cut from the list that was given away: what the caller does to it comes back.

first to fail: every list is a new one
"""

class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.items = iter(iterable)
        self.size = size
        self.chunk = []

    def __iter__(self):
        return self

    def __next__(self):
        self.chunk = self.chunk[self.size :]
        for _, item in zip(range(self.size - len(self.chunk)), self.items):
            self.chunk.append(item)
        if not self.chunk:
            raise StopIteration
        return self.chunk
