"""drive gives back None for the result.

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
    async def wrapper():
        return await awaitable

    coroutine, yielded = wrapper(), []
    try:
        yielded.append(coroutine.send(None))
        replies = iter(replies)
        while True:
            reply = next(replies, None)
            yielded.append(coroutine.send(reply))
    except StopIteration as end:
        return yielded, None
    finally:
        coroutine.close()


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
