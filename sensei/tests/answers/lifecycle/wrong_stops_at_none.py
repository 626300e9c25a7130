"""next(generator, None) is asked until None: an item None ends it, and the value is lost.

first to fail: drain gives the items and the return value
"""

import inspect


def drain(generator):
    items = []
    while (item := next(generator, None)) is not None:
        items.append(item)
    try:
        next(generator)
    except StopIteration as stop:
        return items, stop.value
    return items, None


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
