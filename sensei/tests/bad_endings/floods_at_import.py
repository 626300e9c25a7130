"""broken: printed more than 1 MiB while it was imported"""

import os

for _ in range(100):
    os.write(2, b"x" * 2**20)


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError(size)
        self.items, self.size = iter(iterable), size

    def __iter__(self):
        return self

    def __next__(self):
        chunk = [item for _, item in zip(range(self.size), self.items)]
        if not chunk:
            raise StopIteration
        return chunk
