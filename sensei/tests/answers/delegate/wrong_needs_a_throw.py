"""The sub is thrown into without a look whether it has a throw.

first to fail: what is thrown comes out when the sub has no throw
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
            try:
                item = it.throw(error)
            except StopIteration as end:
                return end.value
        else:
            try:
                item = next(it) if sent is None else it.send(sent)
            except StopIteration as end:
                return end.value
