"""Reads the next item of the outer iterable before it goes into the inner one.

first to fail: flatten reads nothing ahead
"""

def flatten(nested):
    nested = iter(nested)
    missing = object()
    item = next(nested, missing)
    while item is not missing:
        if isinstance(item,(str,bytes)):
            yield item
            item = next(nested, missing)
            continue
        try:
            it = iter(item)
        except TypeError:
            yield item
            item = next(nested, missing)
        else:
            item = next(nested, missing)
            yield from flatten(it)

def collect(*generators):
    results = []
    for g in generators:
        results.append((yield from g))
    return results
