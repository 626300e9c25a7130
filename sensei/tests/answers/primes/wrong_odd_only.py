"""Only odd numbers are tried: 2 is missing.

first to fail: the first are 2 3 5 and so on
"""

from itertools import count
from math import isqrt


def primes():
    for n in count(3, 2):
        if all(n % k for k in range(3, isqrt(n) + 1, 2)):
            yield n


def primes_between(low, high):
    for p in primes():
        if p >= high:
            return
        if p >= low:
            yield p
