"""The buffer lives in the object: after an error next() goes on with what it had read."""


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.items = iter(iterable)
        self.size = size
        self.over = False
        self.buffer = []

    def __iter__(self):
        return self

    def __next__(self):
        while not self.over and len(self.buffer) < self.size:
            try:
                self.buffer.append(next(self.items))
            except StopIteration:
                self.over = True
        if not self.buffer:
            raise StopIteration
        chunk, self.buffer = self.buffer, []
        return chunk
