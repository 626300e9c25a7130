"""A sub that returns while it handles a throw: its StopIteration leaks and becomes RuntimeError.

first to fail: a sub may return when something is thrown into it
"""


def delegate(sub):
    iterator = iter(sub)
    sent = None
    while True:
        try:
            item = next(iterator) if sent is None else iterator.send(sent)
        except StopIteration as stop:
            return stop.value
        while True:
            try:
                sent = yield item
                break
            except GeneratorExit:
                if hasattr(iterator, "close"):
                    iterator.close()
                raise
            except BaseException as error:
                if not hasattr(iterator, "throw"):
                    raise
                item = iterator.throw(error)
