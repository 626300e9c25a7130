"""Each generator is run to its end before its first item is given.

first to fail: each item comes when it is asked for
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
        items = []
        while True:
            try:
                items.append(next(generator))
            except StopIteration as stop:
                values.append(stop.value)
                break
        yield from items
    return values
