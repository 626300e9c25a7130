"""Primed at the first send, not when it is made: what a stage opens at its start comes late.

first to fail: coroutine primes once
"""

from contextlib import ExitStack, suppress
from functools import wraps


class Lazy:
    def __init__(self, generator):
        self.generator, self.started = generator, False

    def start(self):
        if not self.started:
            self.started = True
            next(self.generator)

    def send(self, item):
        self.start()
        return self.generator.send(item)

    def close(self):
        self.start()
        self.generator.close()


def coroutine(function):
    @wraps(function)
    def primed(*args, **kwargs):
        return Lazy(function(*args, **kwargs))

    return primed


@coroutine
def keep(predicate, target):
    try:
        while True:
            item = yield
            if predicate(item):
                try:
                    target.send(item)
                except StopIteration:
                    return
    finally:
        target.close()


@coroutine
def batch(size, target):
    rest = []
    try:
        while True:
            rest.append((yield))
            if len(rest) == size:
                full, rest = rest, []
                target.send(full)
    except StopIteration:
        return
    except GeneratorExit:
        with suppress(StopIteration):
            if rest:
                target.send(rest)
        raise
    finally:
        target.close()


@coroutine
def tee(*targets):
    with ExitStack() as stack:
        for target in targets:
            stack.callback(target.close)
        while True:
            item = yield
            for target in targets:
                try:
                    target.send(item)
                except StopIteration:
                    return


@coroutine
def collect(into):
    while True:
        into.append((yield))


def feed(items, target):
    try:
        for item in items:
            try:
                target.send(item)
            except StopIteration:
                break
    finally:
        target.close()
