"""Countdown awaits in a generator of another function; drive keeps its replies in a generator with a default."""

import types
from collections.abc import Awaitable
from contextlib import closing


def falling(n):
    while n > 0:
        yield n
        n -= 1
    return "liftoff"


class Countdown:
    def __init__(self, n):
        self._n = n

    def __await__(self):
        return falling(self._n)


@types.coroutine
def pause(tag):
    return (yield tag)


def endless(replies):
    yield None  # nothing is sent to what has only just started
    yield from replies
    while True:
        yield None


async def result_of(awaitable):
    return await awaitable


def drive(awaitable, replies=()):
    yielded = []
    with closing(result_of(awaitable)) as coroutine:
        for reply in endless(replies):
            try:
                yielded.append(coroutine.send(reply))
            except StopIteration as stop:
                return yielded, stop.value


KINDS = {
    types.CoroutineType: "coroutine",
    types.AsyncGeneratorType: "async-generator",
    types.GeneratorType: "generator",
}


def kind(obj):
    found = KINDS.get(type(obj))
    if found == "generator" and obj.gi_code.co_flags & 0x100:  # inspect.CO_ITERABLE_COROUTINE
        return "generator-coroutine"
    return found or ("awaitable" if isinstance(obj, Awaitable) else "other")
