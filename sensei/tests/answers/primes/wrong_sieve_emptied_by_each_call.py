"""One sieve for the module, emptied when a call begins: a call that is under way loses what it knew.

first to fail: two calls do not mix
"""

from itertools import count


_composites = {}


def primes():
    _composites.clear()
    for number in count(2):
        prime = _composites.pop(number, None)
        if prime is None:
            _composites[number * number] = number
            yield number
        else:
            multiple = number + prime
            while multiple in _composites:
                multiple += prime
            _composites[multiple] = prime


def primes_between(low, high):
    for prime in primes():
        if prime >= high:
            return
        if prime >= low:
            yield prime
