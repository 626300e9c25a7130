"""A Generator subclass that asks for the iterator in __init__: a sub that is none fails too early.

first to fail: the sub gives nothing before the first next
"""

from collections.abc import Generator


class Delegation(Generator):
    def __init__(self, sub):
        self._iterator = iter(sub)
        self._begun = False
        self._over = False

    def _step(self, function, *args):
        try:
            return function(*args)
        except BaseException:
            self._over = True
            raise

    def send(self, value):
        if self._over:
            raise StopIteration
        if not self._begun:
            if value is not None:
                raise TypeError("can't send non-None value to a just-started delegation")
            self._begun = True
        if value is None:
            return self._step(next, self._iterator)
        return self._step(lambda: self._iterator.send(value))

    def throw(self, typ, val=None, tb=None):
        error = typ
        if not isinstance(typ, BaseException):
            error = val if isinstance(val, BaseException) else typ() if val is None else typ(val)
        if tb is not None:
            error = error.with_traceback(tb)
        if self._over or not self._begun:
            self._over = True
            raise error
        if isinstance(error, GeneratorExit):
            self._over = True
            if hasattr(self._iterator, "close"):
                self._iterator.close()
            raise error
        if not hasattr(self._iterator, "throw"):
            self._over = True
            raise error
        return self._step(self._iterator.throw, error)

    def close(self):
        if self._over:
            return
        self._over = True
        if self._begun and hasattr(self._iterator, "close"):
            self._iterator.close()

    def __del__(self):
        self.close()


def delegate(sub):
    return Delegation(sub)
