"""GeneratorExit just ends it: the sub stays suspended while somebody else holds it.

first to fail: close closes the sub
"""


def delegate(sub):
    iterator = iter(sub)
    try:
        item = next(iterator)
        while True:
            try:
                sent = yield item
            except GeneratorExit:
                raise
            except BaseException as error:
                if not hasattr(iterator, "throw"):
                    raise
                item = iterator.throw(error)
            else:
                item = next(iterator) if sent is None else iterator.send(sent)
    except StopIteration as stop:
        return stop.value
