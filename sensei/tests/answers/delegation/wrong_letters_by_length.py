"""A string is an atom only when it is one letter long: longer ones are taken apart.

first to fail: flatten leaves strings and bytes whole
"""


def flatten(nested):
    for item in nested:
        if isinstance(item, (str, bytes)) and len(item) == 1:
            yield item
            continue
        try:
            iter(item)
        except TypeError:
            yield item
        else:
            yield from flatten(item)


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from generator))
    return values
