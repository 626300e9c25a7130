"""An error in mid-chunk is dropped with a short chunk given for it; it never comes out.

first to fail: an error of the source reaches the caller
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
            try:
                chunk.append(next(self.items))
            except StopIteration:
                self.over = True
            except Exception:
                if not chunk:
                    raise
                self.over = True
        if not chunk:
            raise StopIteration
        return chunk
