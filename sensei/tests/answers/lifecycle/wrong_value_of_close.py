"""close() after the end: it gives a value only while the generator is suspended, and only since 3.13.

first to fail: drain gives the items and the return value
"""

import inspect


def drain(generator):
    items = [item for item in generator]
    return items, generator.close()


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
