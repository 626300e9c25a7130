"""chain(*generators) runs them one after the other: their values, send and throw are lost.

first to fail: collect runs one after the other and returns their values
"""

from itertools import chain


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


def collect(*generators):
    values = yield from chain(*generators)
    return values
