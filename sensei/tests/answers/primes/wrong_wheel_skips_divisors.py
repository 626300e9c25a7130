"""Tries 6k - 1 and forgets 6k + 1: 49 and 91 pass for primes.

first to fail: every call begins at 2
"""

from itertools import count
from math import isqrt


def is_prime(n):
    if n < 5:
        return n in (2, 3)
    return n % 2 != 0 and n % 3 != 0 and all(n % k for k in range(5, isqrt(n) + 1, 6))


def primes():
    return filter(is_prime, count(2))


def primes_between(low, high):
    return filter(is_prime, range(low, high))
