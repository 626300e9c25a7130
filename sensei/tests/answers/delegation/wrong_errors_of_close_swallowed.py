"""What the active generator raises while it is closed is swallowed.

first to fail: an error while closing comes out
"""

def flatten(nested):
    for item in nested:
        if isinstance(item, (str, bytes)):
            yield item
            continue
        try:
            it = iter(item)
        except TypeError:
            yield item
        else:
            yield from flatten(it)

def collect(*generators):
    values=[]
    for g in generators:
        try:
            item=next(g)
            while True:
                try:
                    sent = yield item
                except GeneratorExit:
                    import contextlib
                    with contextlib.suppress(Exception): g.close()
                    raise
                except BaseException as e:
                    item = g.throw(e)
                else:
                    item = next(g) if sent is None else g.send(sent)
        except StopIteration as stop:
            values.append(stop.value)
    return values
