"""One list of values for the module: a second collect has those of the first.

first to fail: collect of nothing returns an empty list
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


VALUES = []


def collect(*generators):
    values = VALUES
    for generator in generators:
        values.append((yield from generator))
    return values
