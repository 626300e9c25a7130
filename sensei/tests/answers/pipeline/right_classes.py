"""Plain classes with send and close; StopIteration just passes through them."""

from contextlib import ExitStack
from functools import wraps


def coroutine(function):
    @wraps(function)
    def primed(*args, **kwargs):
        generator = function(*args, **kwargs)
        next(generator)
        return generator

    return primed


class keep:  # noqa: N801
    def __init__(self, predicate, target):
        self._predicate = predicate
        self._target = target

    def send(self, item):
        if self._predicate(item):
            self._target.send(item)

    def close(self):
        self._target.close()


class batch:  # noqa: N801
    def __init__(self, size, target):
        self._size = size
        self._target = target
        self._items = []

    def send(self, item):
        self._items.append(item)
        if len(self._items) == self._size:
            self._flush()

    def close(self):
        try:
            if self._items:
                self._flush()
        except StopIteration:
            pass
        finally:
            self._target.close()

    def _flush(self):
        items, self._items = self._items, []
        self._target.send(items)


class tee:  # noqa: N801
    def __init__(self, *targets):
        self._targets = targets

    def send(self, item):
        for target in self._targets:
            target.send(item)

    def close(self):
        with ExitStack() as stack:
            for target in self._targets:
                stack.callback(target.close)


class collect:  # noqa: N801
    def __init__(self, into):
        self._into = into
        self._closed = False

    def send(self, item):
        if self._closed:
            raise StopIteration
        self._into.append(item)

    def close(self):
        self._closed = True


def feed(items, target):
    try:
        for item in items:
            try:
                target.send(item)
            except StopIteration:
                return
    finally:
        target.close()
