"""A second next after the end: its StopIteration has no value.

first to fail: drain gives the items and the return value
"""

import inspect


def drain(generator):
    items = list(generator)
    try:
        next(generator)
    except StopIteration as stop:
        return items, stop.value


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
