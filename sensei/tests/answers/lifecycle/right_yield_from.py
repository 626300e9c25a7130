"""A helper with yield from catches the value; the states come from the attributes of the generator."""


def drain(generator):
    value = None

    def helper():
        nonlocal value
        value = yield from generator

    return list(helper()), value


def state_of(generator):
    if generator.gi_running:
        return "running"
    if generator.gi_frame is None:
        return "closed"
    return "suspended" if generator.gi_suspended else "created"


def states(make):
    seen = {}
    generator = make(lambda: seen.setdefault(state_of(generator)))
    seen.setdefault(state_of(generator))
    try:
        while True:
            generator.send(None)
            seen.setdefault(state_of(generator))
    except StopIteration:
        seen.setdefault(state_of(generator))
    return list(seen)
