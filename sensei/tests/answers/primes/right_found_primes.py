"""Trial division by the primes found so far, up to the root; takewhile and dropwhile for the range."""

from itertools import count, dropwhile, takewhile


def primes():
    found = []
    for n in count(2):
        for p in found:
            if p * p > n:
                break
            if n % p == 0:
                break
        if not found or p * p > n:
            found.append(n)
            yield n


def primes_between(low, high):
    return takewhile(lambda p: p < high, dropwhile(lambda p: p < low, primes()))
