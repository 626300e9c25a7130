"""None among the replies is taken for their end.

first to fail: drive sends a reply as it is
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
        ended = False
        while True:
            reply = None if ended else next(replies, None)
            ended = reply is None
            yielded.append(coroutine.send(reply))
    except StopIteration as end:
        return yielded, end.value
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
