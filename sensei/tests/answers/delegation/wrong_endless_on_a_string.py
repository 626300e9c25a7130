"""A string of one letter holds a string of one letter: the recursion does not end.

first to fail: flatten leaves strings and bytes whole
"""


def flatten(nested):
    for item in nested:
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
