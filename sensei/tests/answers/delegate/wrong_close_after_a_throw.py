"""The answer to a throw is yielded in a loop of its own, which knows no close.

first to fail: an iterable may have an iterator of its own
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
            sent = None
            while error is not None:
                try:
                    item = throw(error)
                except StopIteration as end:
                    return end.value
                try:
                    sent = yield item
                    error = None
                except Exception as another:
                    error = another
            try:
                item = next(it) if sent is None else it.send(sent)
            except StopIteration as end:
                return end.value
        else:
            try:
                item = next(it) if sent is None else it.send(sent)
            except StopIteration as end:
                return end.value
