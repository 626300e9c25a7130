"""An error inside a nested iterable ends that part in silence, and the rest goes on.

first to fail: an error inside a nested iterable reaches the caller
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
            continue
        try:
            yield from flatten(item)
        except Exception:
            continue


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from generator))
    return values
