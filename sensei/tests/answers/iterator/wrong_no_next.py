"""An iterable and no iterator: __iter__ is a generator, next(chunks) is a TypeError.

first to fail: iter gives the same object
"""


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.items = iter(iterable)
        self.size = size

    def __iter__(self):
        chunk = []
        for item in self.items:
            chunk.append(item)
            if len(chunk) == self.size:
                yield chunk
                chunk = []
        if chunk:
            yield chunk
