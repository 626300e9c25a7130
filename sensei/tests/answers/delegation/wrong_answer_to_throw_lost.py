"""What the active one yields in answer to a throw is dropped, and the item after it is given.

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


def run(generator):
    try:
        item = next(generator)
    except StopIteration as stop:
        return stop.value
    while True:
        try:
            sent = yield item
        except GeneratorExit:
            generator.close()
            raise
        except BaseException as error:
            try:
                generator.throw(error)
                item = next(generator)
            except StopIteration as stop:
                return stop.value
        else:
            try:
                item = generator.send(sent)
            except StopIteration as stop:
                return stop.value


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from run(generator)))
    return values
