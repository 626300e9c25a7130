"""A generator that has been started is refused.

first to fail: only what is still to come is given
"""

import inspect


def drain(generator):
    if inspect.getgeneratorstate(generator) != inspect.GEN_CREATED:
        raise ValueError("started already")
    items = []
    while True:
        try:
            items.append(next(generator))
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
