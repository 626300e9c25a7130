"""return in place of yield: a number comes, not an iterator.

first to fail: the first are 2 3 5 and so on
"""

def primes():
    number = 2
    while True:
        if all(number % divisor for divisor in range(2, int(number**0.5) + 1)):
            return number
        number += 1


def primes_between(low, high):
    for prime in primes():
        if prime >= high:
            return
        if prime >= low:
            yield prime
