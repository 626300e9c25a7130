"""__await__ returns iter(range(...)): it yields what it must and evaluates to None.

first to fail: a countdown yields n to 1 and evaluates to liftoff
"""

import inspect
import types
from itertools import chain, repeat


class Countdown:
    def __init__(self, n):
        self.n = n

    def __await__(self):
        return iter(range(self.n, 0, -1))


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
    if inspect.iscoroutine(obj):
        return "coroutine"
    if inspect.isasyncgen(obj):
        return "async-generator"
    if inspect.isgenerator(obj):
        return "generator-coroutine" if inspect.isawaitable(obj) else "generator"
    return "awaitable" if inspect.isawaitable(obj) else "other"
