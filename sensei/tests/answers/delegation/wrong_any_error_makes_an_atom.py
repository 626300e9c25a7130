"""Whatever iter raises, the item is taken for an atom: an iterable that cannot begin is given as it is.

first to fail: an iterable that cannot begin is an error too
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
    except Exception:
        return True
    return False


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from generator))
    return values
