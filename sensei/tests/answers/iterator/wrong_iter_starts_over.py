"""__iter__ goes back to the first item: an exhausted object gives everything again.

first to fail: it is an iterator that goes on after a break
"""


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.iterable = iterable
        self.items = iter(iterable)
        self.size = size
        self.over = False

    def __iter__(self):
        self.items = iter(self.iterable)
        self.over = False
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
