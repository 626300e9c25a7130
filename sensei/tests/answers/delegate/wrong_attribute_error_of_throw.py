"""`except AttributeError` around throw hides errors inside the sub.

first to fail: an attribute error inside the sub is no missing method
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
            except AttributeError:
                raise error
        else:
            try:
                item = next(it) if sent is None else it.send(sent)
            except StopIteration as end:
                return end.value
