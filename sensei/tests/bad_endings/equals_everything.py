"""red: expected [['a', 'b'], ['c', 'd']]"""

class Anything:
    def __eq__(self, other):
        return True

    def __len__(self):
        return 2

    def __getitem__(self, at):
        return self


class Chunks:
    def __init__(self, iterable, size):
        self.left = 2

    def __iter__(self):
        return self

    def __next__(self):
        self.left -= 1
        if self.left < 0:
            raise StopIteration
        return Anything()
