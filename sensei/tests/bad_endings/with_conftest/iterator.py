"""red: write it: a conftest.py beside an answer is not read."""


class Chunks:
    def __init__(self, iterable, size):
        raise NotImplementedError("write it: a conftest.py beside an answer is not read")
