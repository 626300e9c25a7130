"""A for loop over the kept iterator that returns from the middle; falling out of it is the end."""


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
        if not self.over:
            for item in self.items:
                chunk.append(item)
                if len(chunk) == self.size:
                    return chunk
            self.over = True
        if chunk:
            return chunk
        raise StopIteration
