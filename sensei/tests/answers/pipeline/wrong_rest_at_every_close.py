"""A class whose close() does not forget the rest: closed through two branches it sends it twice.

first to fail: a sink behind two branches gets the rest once
"""

from contextlib import ExitStack, suppress
from functools import wraps


def coroutine(function):
    @wraps(function)
    def primed(*args, **kwargs):
        generator = function(*args, **kwargs)
        next(generator)
        return generator

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


class Batch:
    def __init__(self, size, target):
        self.size, self.target, self.rest = size, target, []

    def send(self, item):
        self.rest.append(item)
        if len(self.rest) == self.size:
            full, self.rest = self.rest, []
            self.target.send(full)

    def close(self):
        try:
            if self.rest:
                with suppress(StopIteration):
                    self.target.send(self.rest)
        finally:
            self.target.close()


def batch(size, target):
    return Batch(size, target)


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


class Collect:
    def __init__(self, into):
        self.send = into.append

    def close(self):
        pass


def collect(into):
    return Collect(into)


def feed(items, target):
    try:
        for item in items:
            try:
                target.send(item)
            except StopIteration:
                break
    finally:
        target.close()
