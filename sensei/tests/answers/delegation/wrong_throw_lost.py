"""Driven with send: what is thrown in ends collect and does not reach the active generator.

first to fail: throw reaches the one whose turn it is
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
                    generator.close()
                    raise
                item = generator.send(sent)
        except StopIteration as stop:
            values.append(stop.value)
    return values
