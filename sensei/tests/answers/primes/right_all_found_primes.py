"""Trial division by all found primes, without a stop at the root: slow, and fast enough."""

from itertools import count


def primes():
    found = []
    for number in count(2):
        if all(number % prime for prime in found):
            found.append(number)
            yield number


def primes_between(low, high):
    for prime in primes():
        if prime >= high:
            return
        if prime >= low:
            yield prime
