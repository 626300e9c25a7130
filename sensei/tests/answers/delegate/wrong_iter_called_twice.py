"""iter is called once to look and once to use: a sub that begins anew begins twice.

first to fail: ?
"""


def delegate(sub):
    if not hasattr(iter(sub), "__next__"):
        raise TypeError("not an iterable")
    iterator = iter(sub)
    try:
        item = next(iterator)
    except StopIteration as stop:
        return stop.value
    while True:
        try:
            sent = yield item
        except GeneratorExit:
            if hasattr(iterator, "close"):
                iterator.close()
            raise
        except BaseException as error:
            if not hasattr(iterator, "throw"):
                raise
            try:
                item = iterator.throw(error)
            except StopIteration as stop:
                return stop.value
        else:
            try:
                item = next(iterator) if sent is None else iterator.send(sent)
            except StopIteration as stop:
                return stop.value
