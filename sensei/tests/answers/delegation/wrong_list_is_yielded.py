"""The list is yielded at the end: the caller gets it as an item, and return value None.

first to fail: collect runs one after the other and returns their values
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
            yield from flatten(item)


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from generator))
    yield values
