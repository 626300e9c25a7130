"""Whether an item is iterable is found out by flattening it: twice the work at each level, and items are lost.

first to fail: flatten goes into any iterable
"""

def flatten(nested):
    for item in nested:
        if isinstance(item, (str, bytes)):
            yield item
            continue
        try:
            next(flatten(item), None)
        except TypeError:
            yield item
        else:
            yield from flatten(item)


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from generator))
    return values
