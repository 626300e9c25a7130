"""A helper keeps the value, but an item None is taken for the end.

first to fail: any item can be yielded
"""

import inspect


def drain(generator):
    items, value = [], None

    def keep_the_value():
        nonlocal value
        value = yield from generator

    rest = keep_the_value()
    while (item := next(rest, None)) is not None:
        items.append(item)
    return items, value


def states(make):
    seen = []

    def look():
        state = inspect.getgeneratorstate(generator).removeprefix("GEN_").lower()
        if state not in seen:
            seen.append(state)

    generator = make(look)
    look()
    for _ in generator:
        look()
    look()
    return seen
