"""One list of found primes for all calls: two that take turns add a prime twice, and a third gives it twice.

first to fail: two calls do not mix
"""

from itertools import count


FOUND = []


def primes():
    yield from FOUND
    for n in count(FOUND[-1] + 1 if FOUND else 2):
        for p in FOUND:
            if p * p > n:
                break
            if n % p == 0:
                break
        if not FOUND or p * p > n:
            FOUND.append(n)
            yield n


def primes_between(low, high):
    for p in primes():
        if p >= high:
            return
        if p >= low:
            yield p
