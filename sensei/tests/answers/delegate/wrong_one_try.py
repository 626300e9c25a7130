"""One try around yield and send: what the sub raises is thrown back into it.

first to fail: what the sub raises is not thrown back into it
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
            try:
                item = next(it) if sent is None else it.send(sent)
            except StopIteration as end:
                return end.value
        except GeneratorExit:
            if hasattr(it, "close"):
                it.close()
            raise
        except BaseException as error:
            if not hasattr(it, "throw"):
                raise
            try:
                item = it.throw(error)
            except StopIteration as end:
                return end.value
