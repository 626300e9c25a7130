"""A sieve of a million beforehand: primes() ends.

first to fail: there is always another one
"""


def sieve(limit):
    flags = bytearray([1]) * limit
    flags[:2] = b"\0\0"
    for p in range(2, int(limit**0.5) + 1):
        if flags[p]:
            flags[p * p :: p] = bytes(len(range(p * p, limit, p)))
    return [n for n, flag in enumerate(flags) if flag]


PRIMES = sieve(1_000_000)


def primes():
    return iter(PRIMES)


def primes_between(low, high):
    return (p for p in PRIMES if low <= p < high)
