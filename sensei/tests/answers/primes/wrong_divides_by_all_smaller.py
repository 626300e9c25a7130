"""Every smaller number is tried as a divisor.

first to fail: the 10000th is there within seconds
"""

from itertools import count


def primes():
    for number in count(2):
        for divisor in range(2, number):
            if number % divisor == 0:
                break
        else:
            yield number


def primes_between(low, high):
    for prime in primes():
        if prime >= high:
            return
        if prime >= low:
            yield prime
