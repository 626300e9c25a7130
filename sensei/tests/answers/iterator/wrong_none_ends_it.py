"""None is the mark of the end in next(items, None): a None in the source ends the chunks.

first to fail: items that are false are items
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
        chunk = []
        while not self.over and len(chunk) < self.size:
            item = next(self.items, None)
            if item is None:
                self.over = True
            else:
                chunk.append(item)
        if not chunk:
            raise StopIteration
        return chunk
