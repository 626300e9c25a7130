"""The end is number == high: when low lies above it, that never comes.

first to fail: between may give nothing
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
    number = low
    while number != high:
        if number > 1 and all(number % divisor for divisor in range(2, int(number**0.5) + 1)):
            yield number
        number += 1
