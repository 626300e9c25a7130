"""Round robin: one item from each in turn.

first to fail: collect runs one after the other and returns their values
"""

from collections import deque


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
    values = [None] * len(generators)
    waiting = deque(enumerate(generators))
    sent = None
    while waiting:
        i, generator = waiting.popleft()
        try:
            item = next(generator) if sent is None else generator.send(sent)
        except StopIteration as stop:
            values[i] = stop.value
            continue
        waiting.append((i, generator))
        try:
            sent = yield item
        except GeneratorExit:
            generator.close()
            raise
    return values
