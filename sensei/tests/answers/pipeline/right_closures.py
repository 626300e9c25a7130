"""No generator in the stages: a namespace of two functions is enough of a target."""

from functools import wraps
from types import SimpleNamespace


def coroutine(function):
    @wraps(function)
    def primed(*args, **kwargs):
        generator = function(*args, **kwargs)
        next(generator)
        return generator

    return primed


def keep(predicate, target):
    def send(item):
        if predicate(item):
            target.send(item)

    return SimpleNamespace(send=send, close=target.close)


def batch(size, target):
    waiting = []

    def flush():
        full = waiting[:]
        waiting.clear()
        target.send(full)

    def send(item):
        waiting.append(item)
        if len(waiting) >= size:
            flush()

    def close():
        try:
            if waiting:
                flush()
        except StopIteration:
            pass
        finally:
            target.close()

    return SimpleNamespace(send=send, close=close)


def tee(*targets):
    def send(item):
        finished = None
        for target in targets:
            try:
                target.send(item)
            except StopIteration as stop:
                finished = stop
        if finished is not None:
            raise finished

    def close():
        error = None
        for target in targets:
            try:
                target.close()
            except BaseException as other:
                error = other if error is None else error
        if error is not None:
            raise error

    return SimpleNamespace(send=send, close=close)


def collect(into):
    return SimpleNamespace(send=into.append, close=lambda: None)


def feed(items, target):
    send = target.send
    try:
        for item in items:
            try:
                send(item)
            except StopIteration:
                break
    finally:
        target.close()
