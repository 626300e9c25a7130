"""Says running because next was called, not because anybody looked from inside.

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

    def note(state):
        if state not in seen:
            seen.append(state)

    generator = make(lambda: None)
    note("created")
    while True:
        note("running")
        try:
            next(generator)
        except StopIteration:
            break
        note(inspect.getgeneratorstate(generator)[4:].lower())
    note("closed")
    return seen
