"""A filter over the endless primes: after the last prime below high it searches for ever.

first to fail: between gives the primes of a range
"""


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


def primes_between(low, high):
    return (p for p in primes() if low <= p < high)
