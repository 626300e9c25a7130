"""The primes below low are skipped in the call, before anybody asks.

first to fail: between is lazy
"""

from itertools import chain, count, takewhile


def primes():
    found = []
    for number in count(2):
        for prime in found:
            if prime * prime > number:
                found.append(number)
                yield number
                break
            if number % prime == 0:
                break
        else:
            found.append(number)
            yield number


def primes_between(low, high):
    numbers = primes()
    first = next(numbers)
    while first < low:
        first = next(numbers)
    return takewhile(lambda prime: prime < high, chain([first], numbers))
