"""Nothing but GeneratorExit is handled: what is thrown never reaches the sub.

first to fail: what is thrown reaches the sub
"""

def delegate(sub):
    it = iter(sub)
    try:
        item = next(it)
    except StopIteration as end:
        return end.value
    while True:
        try:
            sent = yield item
        except GeneratorExit:
            close = getattr(it, "close", None)
            if close is not None:
                close()
            raise
        else:
            try:
                item = next(it) if sent is None else it.send(sent)
            except StopIteration as end:
                return end.value
