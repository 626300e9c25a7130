"""What lies deeper than ten levels is left as it is.

first to fail: flatten goes down a hundred levels
"""

def flatten(nested, level=0):
    for item in nested:
        if level == 10 or is_atom(item):
            yield item
        else:
            yield from flatten(item, level + 1)


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
        values.append((yield from generator))
    return values
