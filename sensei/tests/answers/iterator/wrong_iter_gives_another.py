"""iter(chunks) is a new object: iter(chunks) is chunks is false.

first to fail: iter gives the same object
"""


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.items = iter(iterable)
        self.size = size
        self.over = False

    def __iter__(self):
        return Chunks(self.items, self.size)

    def __next__(self):
        chunk = []
        while not self.over and len(chunk) < self.size:
            try:
                chunk.append(next(self.items))
            except StopIteration:
                self.over = True
        if not chunk:
            raise StopIteration
        return chunk
