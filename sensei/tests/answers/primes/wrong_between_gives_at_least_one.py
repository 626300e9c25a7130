"""The first prime from low on is given without a look at high.

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
    numbers = primes()
    prime = next(numbers)
    while prime < low:
        prime = next(numbers)
    while True:
        yield prime
        prime = next(numbers)
        if prime >= high:
            return
