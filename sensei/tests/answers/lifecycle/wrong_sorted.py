"""A set, sorted: the order in which the states were seen is lost.

first to fail: states sees created running suspended and closed
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
    seen = set()

    def look():
        seen.add(inspect.getgeneratorstate(generator).removeprefix("GEN_").lower())

    generator = make(look)
    look()
    for _ in generator:
        look()
    look()
    return sorted(seen)
