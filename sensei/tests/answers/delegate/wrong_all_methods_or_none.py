"""Asks whether the sub has send, and takes that for throw as well.

first to fail: each method is looked for by itself
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
        except BaseException as error:
            throw = getattr(it, "throw", None)
            if throw is None or not hasattr(it, "send"):
                raise
            try:
                item = throw(error)
            except StopIteration as end:
                return end.value
        else:
            try:
                item = next(it) if sent is None else it.send(sent)
            except StopIteration as end:
                return end.value
