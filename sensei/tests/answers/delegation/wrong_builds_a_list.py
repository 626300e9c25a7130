"""The result is built as a list before the first item is given: an endless one inside hangs.

first to fail: flatten reads an item when it is asked for one
"""


def flatten(nested):
    result = []
    for item in nested:
        if isinstance(item, (str, bytes)):
            result.append(item)
            continue
        try:
            iter(item)
        except TypeError:
            result.append(item)
        else:
            result.extend(flatten(item))
    return iter(result)


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from generator))
    return values
