"""Trial division by 2, 3 and the numbers 6k - 1 and 6k + 1 up to the root; the range starts at low."""

from itertools import count
from math import isqrt


def is_prime(n):
    if n < 5:
        return n in (2, 3)
    if n % 2 == 0 or n % 3 == 0:
        return False
    return all(n % k and n % (k + 2) for k in range(5, isqrt(n) + 1, 6))


def primes():
    yield 2
    yield 3
    for k in count(6, 6):
        yield from filter(is_prime, (k - 1, k + 1))


def primes_between(low, high):
    return filter(is_prime, range(low, high))
