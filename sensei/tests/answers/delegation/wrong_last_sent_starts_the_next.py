"""What ended one generator is sent on to the next, which has only just been started.

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
    sent, error = None, None
    for generator in generators:
        while True:
            try:
                if error is not None:
                    item = generator.throw(error)
                else:
                    item = generator.send(sent)
            except StopIteration as stop:
                values.append(stop.value)
                error = None
                break
            try:
                sent, error = (yield item), None
            except GeneratorExit:
                generator.close()
                raise
            except BaseException as thrown:
                error = thrown
    return values
