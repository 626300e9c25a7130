"""No check of the size: Chunks(items, 0) is built and looks like an empty source.

first to fail: a size below one is a value error at once
"""


class Chunks:
    def __init__(self, iterable, size):
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
