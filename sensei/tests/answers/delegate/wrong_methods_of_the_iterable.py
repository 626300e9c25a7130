"""send, throw and close are looked for on the iterable, not on the iterator that iter gave.

first to fail: an iterable may have an iterator of its own
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
            if hasattr(sub, "close"):
                sub.close()
            raise
        except BaseException as error:
            if not hasattr(sub, "throw"):
                raise
            try:
                item = sub.throw(error)
            except StopIteration as stop:
                return stop.value
        else:
            try:
                item = next(iterator) if sent is None else sub.send(sent)
            except StopIteration as stop:
                return stop.value
