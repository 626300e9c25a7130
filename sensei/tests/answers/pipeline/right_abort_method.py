"""One Stage class: close() ends well, abort() after an error; foreign targets know close() only."""

from contextlib import ExitStack
from functools import update_wrapper


def coroutine(function):
    def primed(*args, **kwargs):
        generator = function(*args, **kwargs)
        next(generator)
        return generator

    return update_wrapper(primed, function)


class Stage:
    def __init__(self, *targets):
        self.targets = targets
        self.over = False

    def send(self, item):
        if self.over:
            raise StopIteration
        try:
            self.take(item)
        except StopIteration:
            self.close()
            raise
        except BaseException:
            self.abort()
            raise

    def close(self):
        if self.over:
            return
        self.over = True
        try:
            self.flush()
        except StopIteration:
            self.end("close")
        except BaseException:
            self.end("abort")
            raise
        else:
            self.end("close")

    def abort(self):
        if not self.over:
            self.over = True
            self.end("abort")

    def end(self, how):
        with ExitStack() as stack:
            for target in reversed(self.targets):
                stack.callback(getattr(target, how, target.close))

    def flush(self):
        pass


class Keep(Stage):
    def __init__(self, predicate, target):
        super().__init__(target)
        self.predicate = predicate

    def take(self, item):
        if self.predicate(item):
            self.targets[0].send(item)


class Batch(Stage):
    def __init__(self, size, target):
        super().__init__(target)
        self.size = size
        self.items = []

    def take(self, item):
        self.items.append(item)
        if len(self.items) == self.size:
            self.flush()

    def flush(self):
        items, self.items = self.items, []
        if items:
            self.targets[0].send(items)


class Tee(Stage):
    def take(self, item):
        for target in self.targets:
            target.send(item)


class Collect(Stage):
    def __init__(self, into):
        super().__init__()
        self.take = into.append


def keep(predicate, target):
    return Keep(predicate, target)


def batch(size, target):
    return Batch(size, target)


def tee(*targets):
    return Tee(*targets)


def collect(into):
    return Collect(into)


def feed(items, target):
    abort = getattr(target, "abort", target.close)
    try:
        for item in items:
            try:
                target.send(item)
            except StopIteration:
                break
    except BaseException:
        abort()
        raise
    target.close()
