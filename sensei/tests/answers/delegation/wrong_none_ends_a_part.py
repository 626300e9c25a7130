"""next(iterator, None): an item None is taken for the end of its part.

first to fail: flatten leaves all that is no iterable
"""


def flatten(nested):
    stack = [iter(nested)]
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
            continue
        if isinstance(item, (str, bytes)):
            yield item
            continue
        try:
            stack.append(iter(item))
        except TypeError:
            yield item


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from generator))
    return values
