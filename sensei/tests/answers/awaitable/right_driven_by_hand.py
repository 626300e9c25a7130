"""Finds the iterator itself, sends only what is not None, and asks the flags of the code for the kind."""

import inspect
import types


class Liftoff:
    def __init__(self, n):
        self._left = n

    def __iter__(self):
        return self

    def __next__(self):
        if self._left <= 0:
            raise StopIteration("liftoff")
        self._left -= 1
        return self._left + 1


class Countdown:
    def __init__(self, n):
        self._n = n

    def __await__(self):
        return Liftoff(self._n)


@types.coroutine
def pause(tag):
    return (yield tag)


def drive(awaitable, replies=()):
    if isinstance(awaitable, types.GeneratorType):
        iterator = awaitable
    else:
        iterator = type(awaitable).__await__(awaitable)
    close_all = [thing.close for thing in (iterator, awaitable) if hasattr(thing, "close")]
    yielded = []
    try:
        answers = iter(replies)
        item = next(iterator)
        while True:
            yielded.append(item)
            reply = next(answers, None)
            item = next(iterator) if reply is None else iterator.send(reply)
    except StopIteration as stop:
        return yielded, stop.value
    finally:
        for close in close_all:
            close()


def kind(obj):
    if isinstance(obj, types.CoroutineType):
        return "coroutine"
    if isinstance(obj, types.AsyncGeneratorType):
        return "async-generator"
    if isinstance(obj, types.GeneratorType):
        return "generator-coroutine" if obj.gi_code.co_flags & inspect.CO_ITERABLE_COROUTINE else "generator"
    for base in type(obj).__mro__:
        if "__await__" in vars(base):
            return "other" if vars(base)["__await__"] is None else "awaitable"
    return "other"
