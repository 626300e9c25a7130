"""No stage closes its target: whoever holds the sink sees it wait for ever.

first to fail: the end closes everything downstream
"""

from contextlib import suppress
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
    except GeneratorExit:
        return


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


@coroutine
def tee(*targets):
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
