"""When three states have been seen the rest is closed: the body does not come to its end.

first to fail: it is driven to its end
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
    for _ in generator:
        look()
        if len(seen) == 3:
            generator.close()
    look()
    return seen
