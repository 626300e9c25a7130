"""The whole recursion stands in the try: a TypeError inside a nested iterable is swallowed.

first to fail: an error inside a nested iterable reaches the caller
"""


def flatten(nested):
    for item in nested:
        if isinstance(item, (str, bytes)):
            yield item
            continue
        try:
            yield from flatten(item)
        except TypeError:
            yield item


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from generator))
    return values
