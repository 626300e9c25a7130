"""The dictionary is a default argument: one call takes composites out that another one still needs.

first to fail: two calls do not mix
"""


def primes(composites={}):
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
    for p in primes():
        if p >= high:
            return
        if p >= low:
            yield p
