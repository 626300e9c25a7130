"""The first item is asked for in the try: a TypeError of a generator makes it an atom.

first to fail: an error inside a nested iterable reaches the caller
"""

from itertools import chain


def flatten(nested):
    for item in nested:
        if isinstance(item, (str, bytes)):
            yield item
            continue
        try:
            inner = iter(item)
            first = next(inner)
        except TypeError:
            yield item
        except StopIteration:
            continue
        else:
            yield from flatten(chain([first], inner))


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from generator))
    return values
