"""Each nested iterable is flattened to a list before its first item is given.

first to fail: flatten reads an item when it is asked for one
"""


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
            yield from list(flatten(item))


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from generator))
    return values
