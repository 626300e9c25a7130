"""feed returns at StopIteration without close(): a class stage on top stays open.

first to fail: a finished target closes the rest
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
            target.send(item)
    except StopIteration:
        return
    except BaseException:
        target.close()
        raise
    target.close()
