"""A decorator that primes is put on collect: the first item goes to nobody.

first to fail: collect runs one after the other and returns their values
"""

from functools import wraps


def is_atom(item):
    if isinstance(item, (str, bytes)):
        return True
    try:
        iter(item)
    except TypeError:
        return True
    return False


def flatten(nested):
    for item in nested:
        if is_atom(item):
            yield item
        else:
            yield from flatten(item)


def coroutine(function):
    @wraps(function)
    def primed(*args):
        generator = function(*args)
        next(generator)
        return generator

    return primed


@coroutine
def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from generator))
    return values
