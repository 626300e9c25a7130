"""An error of one generator is put into the list, and the next one's turn begins.

first to fail: what it does not catch comes out and ends it
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
        try:
            values.append((yield from generator))
        except Exception as error:
            values.append(error)
    return values
