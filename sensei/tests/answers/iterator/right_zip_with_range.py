"""range goes first in the zip, so the source is never asked once too often."""


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
        room = range(0 if self.over else self.size)
        chunk = [item for _, item in zip(room, self.items, strict=False)]
        if len(chunk) < self.size:
            self.over = True
        if not chunk:
            raise StopIteration
        return chunk
