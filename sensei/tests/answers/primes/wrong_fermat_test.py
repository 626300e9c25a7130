"""2**(n-1) % n == 1 holds for 341 and 561 too, which are not prime.

first to fail: it gives every prime and nothing else
"""

from itertools import count


def is_prime(n):
    return n == 2 or (n > 2 and pow(2, n - 1, n) == 1)


def primes():
    return filter(is_prime, count(2))


def primes_between(low, high):
    return filter(is_prime, range(low, high))
