"""The values come in a tuple, where a list was asked for.

first to fail: collect runs one after the other and returns their values
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
        values.append((yield from generator))
    return tuple(values)
