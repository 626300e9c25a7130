"""After an error a kind of GeneratorExit runs downstream, so that no rest is sent."""

from contextlib import ExitStack, suppress
from functools import wraps


class Abort(GeneratorExit):
    """Close, but send nothing more."""


def coroutine(function):
    @wraps(function)
    def start(*args, **kwargs):
        generator = function(*args, **kwargs)
        generator.send(None)
        return generator

    return start


class downstream:  # noqa: N801
    """Closes the targets at the end of the block; aborts them when it ends in an error."""

    def __init__(self, *targets):
        self.targets = targets

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        with ExitStack() as stack:
            for target in self.targets:
                stack.callback(target.close)
                if kind not in (None, GeneratorExit) and hasattr(target, "throw"):
                    stack.callback(self.abort, target)

    @staticmethod
    def abort(target):
        with suppress(GeneratorExit, StopIteration):
            target.throw(Abort())


def sent(target, item):
    try:
        target.send(item)
    except StopIteration:
        return False
    return True


@coroutine
def keep(predicate, target):
    with downstream(target):
        while True:
            item = yield
            if predicate(item) and not sent(target, item):
                return


@coroutine
def batch(size, target):
    with downstream(target):
        rest = []
        while True:
            try:
                rest.append((yield))
            except Abort:
                raise
            except GeneratorExit:
                if rest:
                    sent(target, rest)
                raise
            if len(rest) == size:
                full, rest = rest, []
                if not sent(target, full):
                    return


@coroutine
def tee(*targets):
    with downstream(*targets):
        while True:
            item = yield
            for target in targets:
                if not sent(target, item):
                    return


@coroutine
def collect(into):
    while True:
        into.append((yield))


def feed(items, target):
    with downstream(target):
        for item in items:
            if not sent(target, item):
                return
