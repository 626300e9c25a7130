"""next(replies) stands in the try of the send: when replies run out, drive takes it for the end.

first to fail: drive gives back what was yielded and the result
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
    yielded = []
    try:
        yielded.append(coroutine.send(None))
        replies = iter(replies)
        while True:
            yielded.append(coroutine.send(next(replies)))
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
