"""The object is its own iterator, set back at each await: two awaits at once mix.

first to fail: two awaits of one countdown do not mix
"""

import inspect
import types


class Countdown:
    def __init__(self, n):
        self.n = n

    def __await__(self):
        self.left = self.n
        return self

    def __iter__(self):
        return self

    def __next__(self):
        if self.left < 1:
            raise StopIteration("liftoff")
        self.left -= 1
        return self.left + 1


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
