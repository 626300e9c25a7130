"""zip(items, range(size)) asks the source first: each chunk eats one item of the next.

first to fail: cuts an iterable into lists
"""


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.items = (item for item in iterable)
        self.size = size

    def __iter__(self):
        return self

    def __next__(self):
        chunk = [item for item, _ in zip(self.items, range(self.size), strict=False)]
        if not chunk:
            raise StopIteration
        return chunk
