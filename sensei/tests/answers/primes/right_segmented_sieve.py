"""Segments of growing size, each crossed off with the primes found before."""

from itertools import takewhile
from math import isqrt


def primes():
    found = []
    low, size = 2, 1024
    while True:
        flags = bytearray([1]) * size
        high = low + size
        for p in found:
            if p * p >= high:
                break
            first = max(p * p, -(-low // p) * p)
            flags[first - low :: p] = bytes(len(range(first, high, p)))
        for n in range(low, high):
            if flags[n - low]:
                if n <= isqrt(high):
                    start = n * n
                    flags[start - low :: n] = bytes(len(range(start, high, n)))
                found.append(n)
                yield n
        low, size = high, min(2 * size, 1 << 16)


def primes_between(low, high):
    return (p for p in takewhile(lambda p: p < high, primes()) if p >= low)
