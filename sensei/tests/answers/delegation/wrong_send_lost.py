"""Driven with next: what is sent in does not reach the active generator.

first to fail: send reaches the one whose turn it is
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
                    yield item
                except GeneratorExit:
                    generator.close()
                    raise
                except BaseException as error:
                    item = generator.throw(error)
                else:
                    item = next(generator)
        except StopIteration as stop:
            values.append(stop.value)
    return values
