"""The loop takes an item before it sees that the chunk is full: one is lost per chunk.

first to fail: cuts an iterable into lists
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
        if self.over:
            raise StopIteration
        chunk = []
        for item in self.items:
            if len(chunk) == self.size:
                break
            chunk.append(item)
        else:
            self.over = True
        if not chunk:
            raise StopIteration
        return chunk
