"""GeneratorExit is thrown in like any other: one that returns at it hands its turn to the next at close().

first to fail: one that returns while it is closed ends it too
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
                except BaseException as error:
                    item = generator.throw(error)
                else:
                    item = generator.send(sent)
        except StopIteration as stop:
            values.append(stop.value)
    return values
