"""The first next stands outside the try: without items, StopIteration leaves drain.

first to fail: without items there is still a value
"""

import inspect


def drain(generator):
    items = [next(generator)]
    try:
        while True:
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
