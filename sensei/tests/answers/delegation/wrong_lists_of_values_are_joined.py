"""A value that is a list is joined to the list of values.

first to fail: collect works inside collect
"""

def flatten(nested):
    for item in nested:
        if is_atom(item):
            yield item
        else:
            yield from flatten(item)


def is_atom(item):
    if isinstance(item, (str, bytes)):
        return True
    try:
        iter(item)
    except TypeError:
        return True
    return False


def collect(*generators):
    values = []
    for generator in generators:
        value = yield from generator
        values += value if isinstance(value, list) else [value]
    return values
