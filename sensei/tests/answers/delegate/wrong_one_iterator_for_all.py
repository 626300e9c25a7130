"""The iterator is kept in a global name: two at once mix.

first to fail: several work side by side and one in the other
"""

it = None


def delegate(sub):
    global it
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
                item = next(it) if sent is None else it.send(sent)
            except StopIteration as end:
                return end.value
