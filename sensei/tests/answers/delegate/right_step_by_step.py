"""The next step is a function to be called: next, send or throw, all in one try."""

from functools import partial


def delegate(sub):
    iterator = iter(sub)
    step = partial(next, iterator)
    while True:
        try:
            item = step()
        except StopIteration as stop:
            return stop.value
        try:
            sent = yield item
        except GeneratorExit:
            if hasattr(iterator, "close"):
                iterator.close()
            raise
        except BaseException as error:
            if not hasattr(iterator, "throw"):
                raise
            step = partial(iterator.throw, error)
        else:
            step = partial(next, iterator) if sent is None else partial(iterator.send, sent)
