"""The bound sends are a map object, empty after one item: the next items reach nobody.

first to fail: tee sends every item to every target
"""

from contextlib import ExitStack, suppress
from functools import wraps
from operator import attrgetter


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
        sends = map(attrgetter("send"), targets)
        while True:
            item = yield
            for send in sends:
                try:
                    send(item)
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
