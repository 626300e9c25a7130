"""broken: of memory in the check “cuts an iterable into lists”"""

class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError(size)
        self.items, self.size = iter(iterable), size

    def __iter__(self):
        return self

    def __next__(self):
        hoard = []
        while True:
            hoard.append(b"x" * 2**24)
        chunk = [item for _, item in zip(range(self.size), self.items)]
        if not chunk:
            raise StopIteration
        return chunk
