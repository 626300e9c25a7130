"""The probe notes suspended as well, since the generator is going to yield soon.

first to fail: one that never yields is never suspended
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

    def probe():
        look()
        if "suspended" not in seen:
            seen.append("suspended")

    generator = make(probe)
    look()
    for _ in generator:
        look()
    look()
    return seen
