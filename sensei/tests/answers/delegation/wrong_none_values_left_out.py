"""if value: a generator that returns None, 0 or an empty list leaves no value.

first to fail: collect runs one after the other and returns their values
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
        else:
            yield from flatten(item)


def collect(*generators):
    values = []
    for generator in generators:
        value = yield from generator
        if value:
            values.append(value)
    return values
