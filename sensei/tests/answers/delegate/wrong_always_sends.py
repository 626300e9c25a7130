"""send(None) for every step: a list iterator has no send.

first to fail: yields what the sub yields
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
            try:
                item = iterator.send(sent)
            except StopIteration as stop:
                return stop.value
