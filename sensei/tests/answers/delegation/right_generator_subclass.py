"""collect is a Generator subclass that hands every call to the active one and goes on when it ends."""

from collections import deque
from collections.abc import Generator


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


class Collection(Generator):
    def __init__(self, generators):
        self._rest = deque(generators)
        self._active = None
        self._values = []
        self._over = False

    def _forward(self, call):
        """The call goes to the active generator; at its end the next one's turn begins."""
        try:
            while True:
                try:
                    return call()
                except StopIteration as stop:
                    self._values.append(stop.value)
                self._next_turn()
                call = self._active.__next__
        except BaseException:
            self._over = True
            raise

    def _next_turn(self):
        if not self._rest:
            raise StopIteration(self._values)
        self._active = self._rest.popleft()

    def send(self, value):
        if self._over:
            raise StopIteration
        if self._active is None:
            if value is not None:
                raise TypeError("can't send non-None value to a just-started collection")
            try:
                self._next_turn()
            except StopIteration:
                self._over = True
                raise
            return self._forward(self._active.__next__)
        return self._forward(lambda: self._active.send(value))

    def throw(self, typ, val=None, tb=None):
        error = typ if isinstance(typ, BaseException) else val
        if not isinstance(error, BaseException):
            error = typ() if val is None else typ(val)
        if tb is not None:
            error = error.with_traceback(tb)
        if self._over or self._active is None:
            self._over = True
            raise error
        if isinstance(error, GeneratorExit):
            self.close()
            raise error
        return self._forward(lambda: self._active.throw(error))

    def close(self):
        if not self._over:
            self._over = True
            if self._active is not None:
                self._active.close()


def collect(*generators):
    return Collection(generators)
