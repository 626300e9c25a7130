"""flatten is a chain of flattened items; collect keeps the values in a dictionary."""

from itertools import chain


def flatten(nested):
    return chain.from_iterable(map(_flat, nested))


def _flat(item):
    if isinstance(item, (str, bytes)):
        return (item,)
    try:
        return flatten(item)
    except TypeError:
        return (item,)


def collect(*generators):
    values = {}
    for place, generator in enumerate(generators):
        values[place] = yield from generator
    return list(values.values())
