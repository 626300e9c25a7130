"""A Generator subclass in which a value that is sent too early just begins it.

first to fail: a value cannot be sent before the first next
"""

from collections.abc import Generator


class delegate(Generator):
    def __init__(self, sub):
        self.sub = sub
        self.items = None
        self.over = False

    def send(self, value):
        if self.items is None:
            self.items = iter(self.sub)
            return self.step(next, self.items)
        if value is None:
            return self.step(next, self.items)
        return self.step(self.items.send, value)

    def throw(self, error, value=None, traceback=None):
        if isinstance(error, type):
            error = error() if value is None else value
        if self.over or self.items is None:
            self.over = True
            raise error
        if isinstance(error, GeneratorExit):
            self.over = True
            if hasattr(self.items, "close"):
                self.items.close()
            raise error
        if not hasattr(self.items, "throw"):
            self.over = True
            raise error
        return self.step(self.items.throw, error)

    def close(self):
        if not self.over:
            self.over = True
            if hasattr(self.items, "close"):
                self.items.close()

    def step(self, move, *args):
        if self.over:
            raise StopIteration
        try:
            return move(*args)
        except BaseException:
            self.over = True
            raise
