"""contextlib.closing in every stage and in feed; tee closes with an ExitStack."""

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
def keep(predicate, target):
    with closing(target):
        while True:
            if predicate(item := (yield)) and not accepts(target, item):
                break


@coroutine
def batch(size, target):
    with closing(target):
        items = []
        try:
            while True:
                items.append((yield))
                if len(items) == size:
                    full, items = items, []
                    if not accepts(target, full):
                        break
        except GeneratorExit:
            if items:
                accepts(target, items)
            raise


@coroutine
def tee(*targets):
    with ExitStack() as stack:
        for target in targets:
            stack.enter_context(closing(target))
        while True:
            item = yield
            if not all(accepts(target, item) for target in targets):
                break


@coroutine
def collect(into):
    while True:
        item = yield
        into.append(item)


def feed(items, target):
    with closing(target):
        for item in items:
            if not accepts(target, item):
                break


def accepts(target, item):
    """Send; say whether the target wants more."""
    try:
        target.send(item)
    except StopIteration:
        return False
    return True
