"""An error with which the sub answers a throw is replaced by the one that was thrown.

first to fail: an error in answer to a send or a throw comes out too
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
            except Exception:
                raise error from None
        else:
            try:
                item = next(it) if sent is None else it.send(sent)
            except StopIteration as end:
                return end.value
