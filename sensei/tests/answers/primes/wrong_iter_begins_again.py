"""__iter__ sets the iterator back to 2: a loop does not go on where next stopped.

first to fail: it is an iterator that remembers its place
"""

from itertools import count


class primes:
    def __init__(self):
        self._found = []

    def __iter__(self):
        self._found = []
        return self

    def __next__(self):
        number = self._found[-1] + 1 if self._found else 2
        while any(number % divisor == 0 for divisor in range(2, int(number**0.5) + 1)):
            number += 1
        self._found.append(number)
        return number


def primes_between(low, high):
    for prime in primes():
        if prime >= high:
            return
        if prime >= low:
            yield prime
