"""primes_between gives an iterator over a list that is complete before the first next.

first to fail: between is lazy
"""

from itertools import count


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
    found = []
    for prime in primes():
        if prime >= high:
            return iter(found)
        if prime >= low:
            found.append(prime)
