"""A subclass of collections.abc.Generator that keeps its state in an attribute."""

from collections.abc import Generator


class Delegate(Generator):
    def __init__(self, sub):
        self.sub = sub
        self.it = None
        self.state = "new"

    def send(self, value):
        if self.state == "over":
            raise StopIteration
        if self.state == "new":
            if value is not None:
                raise TypeError("can't send non-None value to a just-started generator")
            return self._step(self._begin)
        if value is None:
            return self._step(next, self.it)
        return self._step(lambda: self.it.send(value))

    def _begin(self):
        self.it = iter(self.sub)
        return next(self.it)

    def _step(self, call, *args):
        self.state = "running"
        try:
            return call(*args)
        except BaseException:
            self.state = "over"
            raise

    def throw(self, kind, value=None, traceback=None):
        error = kind() if isinstance(kind, type) and value is None else kind if value is None else value
        state, self.state = self.state, "over"
        if state != "running":
            raise error
        if isinstance(error, GeneratorExit):
            if hasattr(self.it, "close"):
                self.it.close()
            raise error
        if not hasattr(self.it, "throw"):
            raise error
        item = self.it.throw(error)
        self.state = "running"
        return item

    def close(self):
        try:
            self.throw(GeneratorExit())
        except GeneratorExit:
            pass


def delegate(sub):
    return Delegate(sub)
