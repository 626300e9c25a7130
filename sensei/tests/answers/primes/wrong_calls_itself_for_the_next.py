"""Each prime is followed by a call of itself: after a thousand there are a thousand open.

first to fail: it does not go deeper with every prime
"""

def primes(number=2):
    while any(number % divisor == 0 for divisor in range(2, int(number**0.5) + 1)):
        number += 1
    yield number
    yield from primes(number + 1)


def primes_between(low, high):
    for prime in primes():
        if prime >= high:
            return
        if prime >= low:
            yield prime
