"""inspect.isgenerator comes first and is true for a generator-based coroutine as well.

first to fail: kind tells the two sorts of generators apart
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
    if inspect.isgenerator(obj):
        return "generator"
    if inspect.iscoroutine(obj):
        return "coroutine"
    if inspect.isasyncgen(obj):
        return "async-generator"
    if inspect.isawaitable(obj):
        return "awaitable" if hasattr(obj, "__await__") else "generator-coroutine"
    return "other"
