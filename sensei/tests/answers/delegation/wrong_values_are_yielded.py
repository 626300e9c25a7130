"""The values are yielded among the items, and nothing is returned.

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
    for generator in generators:
        value = yield from generator
        yield value
