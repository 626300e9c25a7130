"""The range starts below 2: negative numbers, 0 and 1 have no divisor to be found.

first to fail: between gives the primes of a range
"""

from math import isqrt


def primes():
    composites = {}
    n = 2
    while True:
        if n not in composites:
            yield n
            composites[n * n] = [n]
        else:
            for p in composites.pop(n):
                composites.setdefault(n + p, []).append(p)
        n += 1


def primes_between(low, high):
    for n in range(low, high):
        if all(n % k for k in range(2, isqrt(abs(n)) + 1)):
            yield n
