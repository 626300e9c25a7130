"""A sentinel object as the default of next(), and no try at all."""


class Chunks:
    END = object()

    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.items = iter(iterable)
        self.size = size
        self.over = False

    def __iter__(self):
        return self

    def __next__(self):
        chunk = []
        while not self.over and len(chunk) < self.size:
            item = next(self.items, self.END)
            if item is self.END:
                self.over = True
            else:
                chunk.append(item)
        if not chunk:
            raise StopIteration
        return chunk
