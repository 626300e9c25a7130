"""The probe only sets a flag, which is looked at after the yield has been noted: the order is wrong.

first to fail: states sees created running suspended and closed
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
        if "suspended" not in seen:
            seen.append("suspended")
        if looked and "running" not in seen:
            seen.append("running")
    if looked and "running" not in seen:
        seen.append("running")
    return [*seen, "closed"]
