"""A call of itself for each item: a thousand are the limit.

first to fail: a long one is no trouble
"""

import inspect


def drain(generator):
    try:
        item = next(generator)
    except StopIteration as stop:
        return [], stop.value
    items, value = drain(generator)
    return [item, *items], value


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
