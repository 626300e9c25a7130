"""Classes for both: an iterator with a stack, and a Generator that passes on what it gets."""

from collections.abc import Generator


class flatten:
    def __init__(self, nested):
        self._stack = [iter(nested)]

    def __iter__(self):
        return self

    def __next__(self):
        while self._stack:
            for item in self._stack[-1]:
                if isinstance(item, (str, bytes)):
                    return item
                try:
                    self._stack.append(iter(item))
                except TypeError:
                    return item
                break
            else:
                self._stack.pop()
        raise StopIteration


class collect(Generator):
    def __init__(self, *generators):
        self._waiting = list(generators)
        self._active = None
        self._values = []
        self._over = False

    def send(self, value):
        if self._active is None:
            return self._begin_next()
        return self._step(self._active.send, value)

    def throw(self, kind, value=None, trace=None):
        error = kind if value is None else value
        if self._active is None:
            self._over = True
            raise error
        return self._step(self._active.throw, error)

    def close(self):
        self._over = True
        active, self._active = self._active, None
        if active is not None:
            active.close()

    def _begin_next(self):
        if self._over:
            raise StopIteration
        if not self._waiting:
            self._over = True
            raise StopIteration(self._values)
        self._active = self._waiting.pop(0)
        return self._step(next, self._active)

    def _step(self, call, *args):
        try:
            return call(*args)
        except StopIteration as stop:
            self._values.append(stop.value)
            self._active = None
        except BaseException:
            self._active = None
            self._over = True
            raise
        return self._begin_next()
