"""No inspect: it knows what it did itself, and the probe alone says running."""


def drain(generator):
    items, value = [], None

    def rest():
        nonlocal value
        value = yield from generator

    for item in rest():
        items.append(item)
    return items, value


def states(make):
    seen = ["created"]

    def note(state):
        if state not in seen:
            seen.append(state)

    generator = make(lambda: note("running"))
    for _ in generator:
        note("suspended")
    note("closed")
    return seen
