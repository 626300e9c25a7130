"""collect drives each generator by hand as PEP 380 says; flatten by singledispatch."""

from functools import singledispatch


@singledispatch
def opened(item):
    """The iterator of what is to be opened, or None for an atom."""
    try:
        return iter(item)
    except TypeError:
        return None


@opened.register(str)
@opened.register(bytes)
def _(item):
    return None


def walk(iterator):
    while True:
        try:
            item = next(iterator)
        except StopIteration:
            return
        inner = opened(item)
        if inner is None:
            yield item
        else:
            yield from walk(inner)


def flatten(nested):
    return walk(iter(nested))


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
