"""The sub is closed without a look whether it has a close.

first to fail: closing a sub without close just ends
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
            it.close()
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
                item = next(it) if sent is None else it.send(sent)
            except StopIteration as end:
                return end.value
