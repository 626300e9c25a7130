"""feed drains map(target.send, items): StopIteration of the target ends the map by itself."""

from collections import deque
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
            if predicate(item) and finished(target, item):
                return
    finally:
        target.close()


@coroutine
def batch(size, target):
    waiting = []
    try:
        while not finished(target, (yield from fill(size, waiting))):
            pass
    except GeneratorExit:
        if waiting:
            finished(target, waiting)
    finally:
        target.close()


def fill(size, waiting):
    while len(waiting) < size:
        waiting.append((yield))
    full = waiting[:]
    waiting.clear()
    return full


@coroutine
def tee(*targets):
    try:
        while True:
            item = yield
            # every target gets the item, then it is seen whether one has had enough
            if any([finished(target, item) for target in targets]):
                return
    finally:
        close_all(targets)


def close_all(targets):
    for index, target in enumerate(targets):
        try:
            target.close()
        except BaseException:
            close_all(targets[index + 1 :])
            raise


@coroutine
def collect(into: list):
    while True:
        into.append((yield))


def feed(items, target):
    try:
        deque(map(target.send, items), maxlen=0)
    finally:
        target.close()


def finished(target, item):
    """Send the item; true if the target has finished."""
    try:
        target.send(item)
    except StopIteration:
        return True
    return False
