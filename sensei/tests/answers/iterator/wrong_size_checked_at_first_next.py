"""The check sits in the generator body: a bad size is told at the first next() only.

first to fail: a size below one is a value error at once
"""


class Chunks:
    def __init__(self, iterable, size):
        self.chunks = self.split(iterable, size)

    def split(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        chunk = []
        for item in iterable:
            chunk.append(item)
            if len(chunk) == size:
                yield chunk
                chunk = []
        if chunk:
            yield chunk

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.chunks)
