"""Each item is sent back into the generator, where None has to arrive.

first to fail: nothing is sent to it
"""

import inspect


def drain(generator):
    items, item = [], None
    try:
        while True:
            item = generator.send(item)
            items.append(item)
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
