"""The states are noted as often as they are seen.

first to fail: every state is named once
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
        seen.append(inspect.getgeneratorstate(generator).removeprefix("GEN_").lower())

    generator = make(look)
    look()
    for _ in generator:
        look()
    look()
    return seen
