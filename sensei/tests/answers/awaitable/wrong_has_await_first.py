"""hasattr(obj, '__await__') comes first: coroutines are called awaitable.

first to fail: kind knows a coroutine and an async generator
"""

import inspect
import types
from itertools import chain, repeat


class Countdown:
    def __init__(self, n):
        self.n = n

    def __await__(self):
        for k in range(self.n, 0, -1):
            yield k
        return "liftoff"


@types.coroutine
def pause(tag):
    return (yield tag)


def drive(awaitable, replies=()):
    async def wrapper():
        return await awaitable

    coroutine = wrapper()
    yielded = []
    try:
        for reply in chain([None], replies, repeat(None)):
            yielded.append(coroutine.send(reply))
    except StopIteration as stop:
        return yielded, stop.value
    finally:
        coroutine.close()


def kind(obj):
    if hasattr(obj, "__await__"):
        return "awaitable"
    if inspect.iscoroutine(obj):
        return "coroutine"
    if inspect.isasyncgen(obj):
        return "async-generator"
    if inspect.isgenerator(obj):
        return "generator-coroutine" if inspect.isawaitable(obj) else "generator"
    return "other"
