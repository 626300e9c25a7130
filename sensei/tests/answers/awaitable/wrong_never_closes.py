"""Nobody closes the coroutine when the replies fail.

first to fail: an error of the replies closes what is driven
"""

import inspect
import types


class Countdown:
    def __init__(self, n):
        self.n = n

    def __await__(self):
        number = self.n
        while number > 0:
            yield number
            number -= 1
        return "liftoff"


@types.coroutine
def pause(tag):
    reply = yield tag
    return reply


def drive(awaitable, replies=()):
    if inspect.isgenerator(awaitable):
        iterator = awaitable
    else:
        iterator = awaitable.__await__()
    yielded = []
    try:
        replies = iter(replies)
        value = next(iterator)
        while True:
            yielded.append(value)
            reply = next(replies, None)
            if reply is None:
                value = next(iterator)
            else:
                value = iterator.send(reply)
    except StopIteration as end:
        return yielded, end.value


def kind(obj):
    if inspect.iscoroutine(obj):
        return "coroutine"
    if inspect.isasyncgen(obj):
        return "async-generator"
    if inspect.isgenerator(obj):
        if obj.gi_code.co_flags & inspect.CO_ITERABLE_COROUTINE:
            return "generator-coroutine"
        return "generator"
    if inspect.isawaitable(obj):
        return "awaitable"
    return "other"
