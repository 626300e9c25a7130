"""The four states are known by heart: a generator that never yields is said to be suspended.

first to fail: one that never yields is never suspended
"""


def drain(generator):
    items = []
    while True:
        try:
            items.append(next(generator))
        except StopIteration as stop:
            return items, stop.value


def states(make):
    generator = make(lambda: None)
    for _ in generator:
        pass
    return ["created", "running", "suspended", "closed"]
