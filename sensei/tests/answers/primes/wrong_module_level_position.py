"""The generator is made once for the module: every caller goes on where another stopped.

first to fail: every call begins at 2
"""


def _endless():
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


_all = _endless()


def primes():
    return _all


def primes_between(low, high):
    for p in _endless():
        if p >= high:
            return
        if p >= low:
            yield p
