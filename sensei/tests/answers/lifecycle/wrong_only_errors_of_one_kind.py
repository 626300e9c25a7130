"""RuntimeError is caught together with StopIteration, since a generator turns one into the other.

first to fail: an error of the generator reaches the caller
"""

import inspect


def drain(generator):
    items = []
    while True:
        try:
            items.append(next(generator))
        except StopIteration as stop:
            return items, stop.value
        except RuntimeError as error:
            return items, getattr(error.__cause__, 'value', None)


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
