"""if item: 0, None and the empty string are dropped together with the empty lists.

first to fail: flatten leaves strings and bytes whole
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
        if not item:
            continue
        if is_atom(item):
            yield item
        else:
            yield from flatten(item)


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from generator))
    return values
