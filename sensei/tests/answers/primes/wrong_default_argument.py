"""The found primes are a default argument, which all calls share: a second call knows them all already.

first to fail: every call begins at 2
"""

from itertools import count


def primes(found=[]):
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
