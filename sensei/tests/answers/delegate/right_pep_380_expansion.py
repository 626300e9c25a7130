"""The expansion of PEP 380, with throw given the exception alone."""


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
            try:
                close = iterator.close
            except AttributeError:
                pass
            else:
                close()
            raise
        except BaseException as error:
            try:
                throw = iterator.throw
            except AttributeError:
                raise error
            try:
                item = throw(error)
            except StopIteration as stop:
                return stop.value
        else:
            try:
                item = next(iterator) if sent is None else iterator.send(sent)
            except StopIteration as stop:
                return stop.value
