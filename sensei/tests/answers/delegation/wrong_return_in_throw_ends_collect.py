"""A generator that returns while it handles a throw ends collect: the ones behind it never run.

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
        except StopIteration as stop:
            values.append(stop.value)
            continue
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
                    values.append(stop.value)
                    return values
            else:
                try:
                    item = generator.send(sent)
                except StopIteration as stop:
                    values.append(stop.value)
                    break
    return values
