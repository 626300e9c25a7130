"""Every generator is advanced to its first item before the first one's turn is over.

first to fail: none is started before its turn
"""


def is_atom(item):
    if isinstance(item, (str, bytes)):
        return True
    try:
        iter(item)
    except TypeError:
        return True
    return False


def flatten(nested):
    for item in nested:
        if is_atom(item):
            yield item
        else:
            yield from flatten(item)


def collect(*generators):
    started = []
    for generator in generators:
        try:
            started.append((generator, next(generator), None))
        except StopIteration as stop:
            started.append((None, None, stop.value))
    values = []
    for generator, item, value in started:
        if generator is not None:
            value = yield from rest(generator, item)
        values.append(value)
    return values


def rest(generator, item):
    while True:
        try:
            sent = yield item
        except GeneratorExit:
            generator.close()
            raise
        except BaseException as error:
            try:
                item = generator.throw(error)
            except StopIteration as stop:
                return stop.value
        else:
            try:
                item = generator.send(sent)
            except StopIteration as stop:
                return stop.value
