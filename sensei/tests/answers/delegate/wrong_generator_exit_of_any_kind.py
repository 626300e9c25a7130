"""Whatever is no Exception counts as a close: KeyboardInterrupt is not thrown into the sub.

first to fail: ctrl c reaches the sub too
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
        except (GeneratorExit, KeyboardInterrupt, SystemExit):
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
