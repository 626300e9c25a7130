"""list() takes the items and throws the return value away.

first to fail: drain gives the items and the return value
"""

import inspect


def drain(generator):
    return list(generator), None


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
