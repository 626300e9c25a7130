"""A stack of items: each nested iterable is listed to be turned round, so an endless one hangs.

first to fail: flatten reads an item when it is asked for one
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
    stack = list(nested)[::-1]
    while stack:
        item = stack.pop()
        if is_atom(item):
            yield item
        else:
            stack.extend(list(item)[::-1])


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from generator))
    return values
