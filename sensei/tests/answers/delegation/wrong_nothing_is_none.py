"""Without generators there are no values, and None is returned.

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


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from generator))
    return values or None
