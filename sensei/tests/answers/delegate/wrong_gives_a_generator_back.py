"""A generator is given back as it is: close and throw before the first next reach the sub itself.

first to fail: a thrown generator exit closes the sub and comes out
"""

import types


def forward(sub):
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


def delegate(sub):
    return sub if isinstance(sub, types.GeneratorType) else forward(sub)
