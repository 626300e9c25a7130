"""chain.from_iterable opens one level: what lies deeper stays nested.

first to fail: flatten goes into lists depth first
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
    return chain.from_iterable([item] if is_atom(item) else item for item in nested)


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from generator))
    return values
