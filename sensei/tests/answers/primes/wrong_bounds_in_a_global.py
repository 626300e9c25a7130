"""The bounds are kept in the module: a second range changes the first.

first to fail: ranges and primes do not mix
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


_low = _high = 0


def primes_between(low, high):
    global _low, _high
    _low, _high = low, high
    return _between()


def _between():
    for prime in primes():
        if prime >= _high:
            return
        if prime >= _low:
            yield prime
