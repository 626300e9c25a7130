"""throw() asks `is Reset`: the class resets, an instance ends the averager.

first to fail: throwing reset forgets everything
"""

from collections.abc import Generator


class Reset(Exception):
    """Thrown in to forget every number."""


class Averager(Generator):
    def __init__(self, on_close):
        self._on_close = on_close
        self._started = self._over = False
        self._forget()

    def _forget(self):
        self._total, self._count, self._mean = 0.0, 0, None

    def _finish(self):
        report = self._started and not self._over
        self._over = True
        if report:
            self._on_close(self._count)

    def send(self, x):
        if self._over:
            raise StopIteration
        if not self._started:
            if x is not None:
                raise TypeError("can't send non-None value to a just-started averager")
            self._started = True
        elif x is not None:
            try:
                self._mean = (self._total + x) / (self._count + 1)
            except BaseException:
                self._finish()
                raise
            self._total += x
            self._count += 1
        return self._mean

    def throw(self, typ, val=None, tb=None):
        error = typ if isinstance(typ, BaseException) else val
        if not isinstance(error, BaseException):
            error = typ() if val is None else typ(val)
        if typ is Reset and self._started and not self._over:
            self._forget()
            return None
        self._finish()
        raise error if tb is None else error.with_traceback(tb)

    def __del__(self):
        self.close()


def averager(on_close):
    return Averager(on_close)
