"""One list of known primes for the module; each call has its own place in it."""

_known = [2, 3]


def primes():
    place = 0
    while True:
        if place == len(_known):
            _extend()
        yield _known[place]
        place += 1


def _extend():
    number = _known[-1] + 2
    while not _is_prime(number):
        number += 2
    _known.append(number)


def _is_prime(number):
    for prime in _known:
        if prime * prime > number:
            return True
        if number % prime == 0:
            return False
    return True


def primes_between(low, high):
    for prime in primes():
        if prime >= high:
            return
        if prime >= low:
            yield prime
