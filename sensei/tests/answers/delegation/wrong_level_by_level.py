"""A queue of iterators: breadth first, the items of one level before those of the next.

first to fail: flatten goes into lists depth first
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
    waiting = deque([nested])
    while waiting:
        for item in waiting.popleft():
            if is_atom(item):
                yield item
            else:
                waiting.append(item)


def collect(*generators):
    values = []
    for generator in generators:
        values.append((yield from generator))
    return values
