"""Only str and bytes themselves are atoms: a class derived from str is taken apart.

first to fail: flatten leaves strings and bytes whole
"""

def flatten(nested):
    for item in nested:
        if is_atom(item):
            yield item
        else:
            yield from flatten(item)


def is_atom(item):
    if type(item) in (str, bytes):
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
    return values
