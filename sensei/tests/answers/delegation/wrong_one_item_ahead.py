"""Holds one item back to know whether more will come: it reads the source too early.

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


def walk(nested):
    for item in nested:
        if is_atom(item):
            yield item
        else:
            yield from walk(item)


def flatten(nested):
    items = walk(nested)
    for held in items:
        for item in items:
            yield held
            held = item
        yield held


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from generator))
    return values
