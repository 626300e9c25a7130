"""Each filter is a generator expression that looks p up when it runs: all test the newest prime.

first to fail: the first are 2 3 5 and so on
"""

from itertools import count


def primes():
    numbers = count(2)
    while True:
        p = next(numbers)
        yield p
        numbers = (n for n in numbers if n % p)


def primes_between(low, high):
    for p in primes():
        if p >= high:
            return
        if p >= low:
            yield p
