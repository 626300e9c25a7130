"""The list of yielded values is a default argument: a second drive goes on with the first one's.

first to fail: drive gives back what was yielded and the result
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


def drive(awaitable, replies=(), yielded=[]):
    async def wrapper():
        return await awaitable

    coroutine = wrapper()
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
