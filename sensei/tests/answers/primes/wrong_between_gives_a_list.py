"""primes_between gives a list: it is no iterator, and nothing comes before all are found.

first to fail: between is an iterator that stays exhausted
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
    found = []
    for p in primes():
        if p >= high:
            return found
        if p >= low:
            found.append(p)
