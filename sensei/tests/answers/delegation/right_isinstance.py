"""Asks collections.abc.Iterable what can be gone into."""

from collections.abc import Iterable


def flatten(nested):
    for item in nested:
        if isinstance(item, Iterable) and not isinstance(item, (str, bytes)):
            yield from flatten(item)
        else:
            yield item


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from generator))
    return values
