"""The buffer is a class attribute: items left by an error turn up in another object's chunk.

first to fail: an error of the source reaches the caller
"""


class Chunks:
    buffer = []

    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.items = (item for item in iterable)
        self.size = size

    def __iter__(self):
        return self

    def __next__(self):
        for item in self.items:
            self.buffer.append(item)
            if len(self.buffer) == self.size:
                break
        if not self.buffer:
            raise StopIteration
        chunk = self.buffer[:]
        self.buffer.clear()
        return chunk
