"""primes_between goes on with one generator kept in the module: a second call misses what the first took.

first to fail: between gives the primes of a range
"""

from itertools import dropwhile, takewhile


def primes():
    composites = {}
    n = 2
    while True:
        if n not in composites:
            yield n
            composites[n * n] = [n]
        else:
            for p in composites.pop(n):
                composites.setdefault(n + p, []).append(p)
        n += 1


_all = primes()


def primes_between(low, high):
    return takewhile(lambda p: p < high, dropwhile(lambda p: p < low, _all))
