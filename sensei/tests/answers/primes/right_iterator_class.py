"""An iterator class with a list of its own; a module function for the range."""


class Primes:
    def __init__(self):
        self._found = []
        self._n = 1

    def __iter__(self):
        return self

    def _has_divisor(self, n):
        for p in self._found:
            if p * p > n:
                return False
            if n % p == 0:
                return True
        return False

    def __next__(self):
        self._n += 1
        while self._has_divisor(self._n):
            self._n += 1
        self._found.append(self._n)
        return self._n


def primes():
    return Primes()


def primes_between(low, high):
    for p in primes():
        if p >= high:
            return
        if p >= low:
            yield p
