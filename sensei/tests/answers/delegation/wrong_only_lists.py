"""Only lists and tuples are opened: a generator or a set inside is given as it is.

first to fail: flatten goes into any iterable
"""


def flatten(nested):
    for item in nested:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from generator))
    return values
