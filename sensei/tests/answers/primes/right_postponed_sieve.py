"""The sieve that asks a second primes() for its own base primes, only when their squares come."""

from itertools import count


def primes():
    yield from (2, 3, 5, 7)
    composites = {}
    base = primes()
    next(base)
    p = next(base)
    square = p * p
    for n in count(9, 2):
        step = composites.pop(n, None)
        if step is None:
            if n < square:
                yield n
                continue
            step = 2 * p
            p = next(base)
            square = p * p
        n += step
        while n in composites:
            n += step
        composites[n] = step


def primes_between(low, high):
    for p in primes():
        if p >= high:
            return
        if p >= low:
            yield p
