"""stop.args[0] is an IndexError for a generator that returns nothing.

first to fail: collect runs one after the other and returns their values
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
        return stop.args[0]
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
                return stop.args[0]
        else:
            try:
                item = generator.send(sent)
            except StopIteration as stop:
                return stop.args[0]


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from run(generator)))
    return values
