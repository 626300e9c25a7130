"""The replies are popped off the caller's list: a tuple has no pop, and the list is empty afterwards.

first to fail: drive runs whatever can be awaited
"""

import inspect
import types


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
    yielded, reply = [], None
    try:
        while True:
            yielded.append(coroutine.send(reply))
            reply = replies.pop(0) if replies else None
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
