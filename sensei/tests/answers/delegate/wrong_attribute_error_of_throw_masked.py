"""AttributeError around the call of throw: one that the sub raises is taken for a missing method.

first to fail: an attribute error inside the sub is no missing method
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
            try:
                item = iterator.throw(error)
            except StopIteration as stop:
                return stop.value
            except AttributeError:
                raise error
        else:
            try:
                item = next(iterator) if sent is None else iterator.send(sent)
            except StopIteration as stop:
                return stop.value
