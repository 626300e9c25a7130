"""The source is kept on the class: a second Chunks takes the source of the first.

first to fail: two of them do not mix
"""

class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        Chunks.items = iter(iterable)
        self.size = size

    def __iter__(self):
        return self

    def __next__(self):
        chunk = [item for _, item in zip(range(self.size), Chunks.items)]
        if not chunk:
            raise StopIteration
        return chunk
