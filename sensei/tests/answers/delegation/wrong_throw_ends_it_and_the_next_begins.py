"""An error that comes out of a throw is taken for the end of that generator alone.

first to fail: what it does not catch comes out and ends it
"""

def flatten(nested):
    for item in nested:
        if is_atom(item):
            yield item
        else:
            yield from flatten(item)


def is_atom(item):
    if isinstance(item, (str, bytes)):
        return True
    try:
        iter(item)
    except TypeError:
        return True
    return False


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from turn(generator)))
    return values


def turn(generator):
    try:
        item = next(generator)
        while True:
            try:
                sent = yield item
            except GeneratorExit:
                generator.close()
                raise
            except BaseException as error:
                item = generator.throw(error)
            else:
                item = generator.send(sent)
    except StopIteration as stop:
        return stop.value
    except KeyError:
        return None
