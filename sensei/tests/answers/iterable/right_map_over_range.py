"""map over a range in both; match tells slice from number; enumerate asks for the iterator."""


def square(k):
    return k * k


class SequenceSquares:
    def __init__(self, n):
        self._roots = range(n)

    def __len__(self):
        return len(self._roots)

    def __getitem__(self, i):
        match self._roots[i]:
            case range() as roots:
                return list(map(square, roots))
            case root:
                return square(root)


class IterableSquares:
    def __init__(self, n):
        self._roots = range(n)

    def __iter__(self):
        return map(square, self._roots)


def is_iterable(obj):
    try:
        enumerate(obj)
        return True
    except TypeError:
        return False
