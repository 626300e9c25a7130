"""An ordinary sieve up to high, behind iter: the first prime waits for all of them.

first to fail: between is lazy
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
    flags = [False, False] + [True] * (high - 2)
    for n in range(2, int(max(high, 0) ** 0.5) + 1):
        if flags[n]:
            for multiple in range(n * n, high, n):
                flags[multiple] = False
    return iter([n for n in range(max(low, 0), high) if flags[n]])
