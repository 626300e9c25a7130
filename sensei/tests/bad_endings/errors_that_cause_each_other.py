"""red: raised ValueError: one"""

one, other = ValueError("one"), ValueError("other")
one.__cause__, other.__cause__ = other, one


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError(size)
        self.items, self.size = iter(iterable), size

    def __iter__(self):
        return self

    def __next__(self):
        raise one
        chunk = [item for _, item in zip(range(self.size), self.items)]
        if not chunk:
            raise StopIteration
        return chunk
