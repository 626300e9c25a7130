"""Only 2, 3, 5 and 7 are tried: 121 passes for a prime.

first to fail: it gives every prime and nothing else
"""

from itertools import count


def primes():
    yield from (2, 3, 5, 7)
    for number in count(11):
        if all(number % prime for prime in (2, 3, 5, 7)):
            yield number


def primes_between(low, high):
    for prime in primes():
        if prime >= high:
            return
        if prime >= low:
            yield prime
