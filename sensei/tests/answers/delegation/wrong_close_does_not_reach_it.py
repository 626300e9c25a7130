"""Driven by hand with send and throw, but GeneratorExit leaves the active generator suspended.

first to fail: close reaches the one whose turn it is
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
    values = []
    for generator in generators:
        try:
            item = next(generator)
            while True:
                try:
                    sent = yield item
                except GeneratorExit:
                    raise
                except BaseException as error:
                    item = generator.throw(error)
                else:
                    item = generator.send(sent)
        except StopIteration as stop:
            values.append(stop.value)
    return values
