"""drive sends to the awaitable itself: an object with __await__ has no send.

first to fail: drive gives back what was yielded and the result
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
    yielded = []
    try:
        replies = iter(replies)
        yielded.append(awaitable.send(None))
        while True:
            reply = next(replies, None)
            yielded.append(awaitable.send(reply))
    except StopIteration as end:
        return yielded, end.value
    finally:
        if hasattr(awaitable, "close"):
            awaitable.close()


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
