"""One primed loop serves keep, batch and tee: a step per item and a last step at close."""

from contextlib import ExitStack, closing
from functools import wraps


def coroutine(function):
    @wraps(function)
    def primed(*args, **kwargs):
        generator = function(*args, **kwargs)
        next(generator)
        return generator

    return primed


@coroutine
def pipe(step, last, *targets):
    """Run step for each item and last at close(); false means that a target has finished."""
    try:
        while True:
            try:
                item = yield
            except GeneratorExit:
                last()
                return
            if not step(item):
                return
    finally:
        with ExitStack() as stack:
            for target in targets:
                stack.callback(target.close)


def end():
    """The last step of a stage that keeps nothing back."""


def offer(target, item):
    try:
        target.send(item)
        return True
    except StopIteration:
        return False


def keep(predicate, target):
    return pipe(lambda item: not predicate(item) or offer(target, item), end, target)


def batch(size, target):
    items = []

    def step(item):
        items.append(item)
        return len(items) < size or last()

    def last():
        full, items[:] = items[:], []
        return not full or offer(target, full)

    return pipe(step, last, target)


def tee(*targets):
    return pipe(lambda item: all([offer(target, item) for target in targets]), end, *targets)


def collect(into):
    return pipe(lambda item: into.append(item) is None, end)


def feed(items, target):
    with closing(target):
        all(offer(target, item) for item in items)
