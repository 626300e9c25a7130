"""What the sub yields in answer to a throw is dropped: the item after it is given.

first to fail: what is thrown reaches the sub
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
                iterator.throw(error)
                item = next(iterator)
            except StopIteration as stop:
                return stop.value
        else:
            try:
                item = next(iterator) if sent is None else iterator.send(sent)
            except StopIteration as stop:
                return stop.value
