"""collect calls itself for the rest; flatten asks with a match statement."""

def flatten(nested):
    for item in nested:
        match item:
            case str() | bytes():
                yield item
            case _:
                yield from _inside(item)


def _inside(item):
    try:
        items = iter(item)
    except TypeError:
        yield item
    else:
        yield from flatten(items)


def collect(*generators):
    if not generators:
        return []
    first, *rest = generators
    value = yield from first
    values = yield from collect(*rest)
    return [value, *values]
