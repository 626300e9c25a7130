"""Closed after the first yield: what the rest of the body shows is never seen.

first to fail: running is seen from inside alone
"""

import inspect


def drain(generator):
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
    if next(generator, generator) is not generator:
        look()
    generator.close()
    look()
    return seen
