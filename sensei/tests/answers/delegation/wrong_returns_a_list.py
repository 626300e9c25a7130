"""A list is returned, not an iterator.

first to fail: flatten is an iterator
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
    found = []
    for item in nested:
        if is_atom(item):
            found.append(item)
        else:
            found += flatten(item)
    return found


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from generator))
    return values
