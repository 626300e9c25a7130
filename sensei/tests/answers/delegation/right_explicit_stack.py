"""A stack of iterators for flatten; collect gives each generator a turn of its own."""


def flatten(nested):
    stack = [iter(nested)]
    while stack:
        try:
            item = next(stack[-1])
        except StopIteration:
            stack.pop()
            continue
        if isinstance(item, (str, bytes)):
            yield item
            continue
        try:
            inner = iter(item)
        except TypeError:
            yield item
        else:
            stack.append(inner)


def collect(*generators):
    values = []

    def turn(generator):
        values.append((yield from generator))

    for generator in generators:
        yield from turn(generator)
    return values
