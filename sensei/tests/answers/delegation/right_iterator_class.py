"""flatten is an iterator class around a stack; collect is a while loop over a deque."""

from collections import deque


class flatten:  # noqa: N801
    def __init__(self, nested):
        self._stack = [iter(nested)]

    def __iter__(self):
        return self

    def __next__(self):
        while self._stack:
            try:
                item = next(self._stack[-1])
            except StopIteration:
                self._stack.pop()
                continue
            except BaseException:
                self._stack.clear()
                raise
            if isinstance(item, (str, bytes)):
                return item
            try:
                self._stack.append(iter(item))
            except TypeError:
                return item
        raise StopIteration


def collect(*generators):
    values, waiting = [], deque(generators)
    while waiting:
        value = yield from waiting.popleft()
        values.append(value)
    return values
