"""The object has __iter__ alone: next() cannot be called on it.

first to fail: it is an iterator that remembers its place
"""

from itertools import count


class primes:
    def __iter__(self):
        found = []
        for number in count(2):
            if all(number % prime for prime in found if prime * prime <= number):
                found.append(number)
                yield number


def primes_between(low, high):
    for prime in primes():
        if prime >= high:
            return
        if prime >= low:
            yield prime
