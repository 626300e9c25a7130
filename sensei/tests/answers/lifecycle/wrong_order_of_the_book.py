"""Always created, running, suspended, closed: a first look from inside after a yield comes too early.

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
    for _ in generator:
        look()
    look()
    return [state for state in ("created", "running", "suspended", "closed") if state in seen]
