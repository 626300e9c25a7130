"""The probe's note is read after each yield: what it saw between the last yield and the end is lost.

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
    looked = False
    seen = ["created"]

    def probe():
        nonlocal looked
        looked = True

    for _ in make(probe):
        if looked and "running" not in seen:
            seen.append("running")
        if "suspended" not in seen:
            seen.append("suspended")
    return [*seen, "closed"]
