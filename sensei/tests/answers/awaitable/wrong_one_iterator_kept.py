"""The iterator is made in __init__: a second await finds it used up.

first to fail: a countdown can be awaited again
"""

import inspect
import types
from itertools import chain, repeat


class Countdown:
    def __init__(self, n):
        self._steps = self._count(n)

    def _count(self, n):
        yield from range(n, 0, -1)
        return "liftoff"

    def __await__(self):
        return self._steps


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
