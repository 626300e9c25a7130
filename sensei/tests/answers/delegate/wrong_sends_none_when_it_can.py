"""send(None) in place of next where there is a send.

first to fail: send none is next
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
            if throw is None:
                raise
            try:
                item = throw(error)
            except StopIteration as end:
                return end.value
        else:
            try:
                item = it.send(sent) if sent is not None or hasattr(it, "send") else next(it)
            except StopIteration as end:
                return end.value
