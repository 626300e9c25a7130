"""A filter per prime: after a thousand primes the recursion limit is reached.

first to fail: it does not go deeper with every prime
"""

from itertools import count


def sieve(numbers):
    p = next(numbers)
    yield p
    yield from sieve(n for n in numbers if n % p)


def primes():
    return sieve(count(2))


def primes_between(low, high):
    for p in primes():
        if p >= high:
            return
        if p >= low:
            yield p
