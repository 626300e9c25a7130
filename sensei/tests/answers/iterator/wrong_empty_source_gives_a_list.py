"""The end is looked for after the chunk: an empty source gives one empty list.

first to fail: there is no empty list at the end
"""

class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.items = iter(iterable)
        self.size = size
        self.ahead = None
        self.begun = False

    def __iter__(self):
        return self

    def __next__(self):
        chunk = [item for _, item in zip(range(self.size), self.items)]
        if not chunk and self.begun:
            raise StopIteration
        self.begun = True
        return chunk
