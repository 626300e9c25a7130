"""The loop that collects the primes never ends, and the one that yields them is never reached.

first to fail: the first are 2 3 5 and so on
"""

from itertools import count


def primes():
    found = []
    for number in count(2):
        if all(number % prime for prime in found):
            found.append(number)
    yield from found


def primes_between(low, high):
    for prime in primes():
        if prime >= high:
            return
        if prime >= low:
            yield prime
