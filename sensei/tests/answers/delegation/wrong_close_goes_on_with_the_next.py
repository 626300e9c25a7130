"""GeneratorExit is caught with the errors: at close() the next generator begins, which is a RuntimeError.

first to fail: close reaches the one whose turn it is
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
        value = None
        try:
            value = yield from generator
        except GeneratorExit:
            pass
        values.append(value)
    return values
