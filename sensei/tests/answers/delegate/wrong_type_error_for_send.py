"""A value for a sub without send is refused with a TypeError, where AttributeError comes from the sub.

first to fail: a value sent to a sub without send is an attribute error
"""


def delegate(sub):
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
            if sent is not None and not hasattr(iterator, "send"):
                raise TypeError(f"{type(iterator).__name__} takes no values")
            try:
                item = next(iterator) if sent is None else iterator.send(sent)
            except StopIteration as stop:
                return stop.value
