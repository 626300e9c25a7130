"""except Exception: a KeyboardInterrupt or CancelledError that is thrown in passes the active one by.

first to fail: what it does not catch comes out and ends it
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
        except Exception as error:
            try:
                item = generator.throw(error)
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
