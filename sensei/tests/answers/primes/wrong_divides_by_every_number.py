"""Every number below n is tried: the 10,000th prime takes a minute.

first to fail: the 10000th is there within seconds
"""

from itertools import count


def is_prime(n):
    return n > 1 and all(n % k for k in range(2, n))


def primes():
    return filter(is_prime, count(2))


def primes_between(low, high):
    return filter(is_prime, range(low, high))
