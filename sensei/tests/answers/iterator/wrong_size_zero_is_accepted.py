"""Only negative sizes are refused: size 0 is built and gives nothing.

first to fail: a size below one is a value error at once
"""


class Chunks:
    def __init__(self, iterable, size):
        if size < 0:
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
        if not chunk:
            raise StopIteration
        return chunk
