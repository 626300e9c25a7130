"""`end.args[0]`: a StopIteration without a value has none.

first to fail: yields what the sub yields
"""

def delegate(sub):
    it = iter(sub)
    try:
        item = next(it)
    except StopIteration as end:
        return end.args[0]
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
                return end.args[0]
        else:
            try:
                item = next(it) if sent is None else it.send(sent)
            except StopIteration as end:
                return end.args[0]
