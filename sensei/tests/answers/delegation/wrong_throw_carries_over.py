"""An error that ended one generator is not forgotten: it is thrown into the next one as well.

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
    error = None
    for generator in generators:
        sent = None
        while True:
            try:
                if error is not None:
                    item = generator.throw(error)
                else:
                    item = generator.send(sent)
            except StopIteration as stop:
                values.append(stop.value)
                break
            try:
                sent, error = (yield item), None
            except GeneratorExit:
                generator.close()
                raise
            except BaseException as thrown:
                error = thrown
    return values
