"""When the length divides by the size, an empty list comes as the last chunk.

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
            chunk.append(item)
            if len(chunk) == self.size:
                return chunk
        self.over = True
        return chunk
