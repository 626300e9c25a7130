"""The probe does nothing: from outside nobody ever sees the generator running.

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
    seen = []

    def look():
        state = inspect.getgeneratorstate(generator).removeprefix("GEN_").lower()
        if state not in seen:
            seen.append(state)

    generator = make(lambda: None)
    look()
    for _ in generator:
        look()
    look()
    return seen
