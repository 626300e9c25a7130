"""A generator awaits the iterator with yield from, and drive answers it; kind by a table of types."""

import inspect
import types


class Countdown:
    def __init__(self, n):
        self.numbers = range(n, 0, -1)

    def __await__(self):
        for number in self.numbers:
            yield number
        return "liftoff"


def pause(tag):
    return _pause(tag)


@types.coroutine
def _pause(tag):
    return (yield tag)


@types.coroutine
def _through(awaitable):
    async def wait():
        return await awaitable

    return (yield from wait())


def drive(awaitable, replies=()):
    generator = _through(awaitable)
    seen = []
    try:
        try:
            seen.append(next(generator))
            for reply in replies:
                seen.append(generator.send(reply))
            while True:
                seen.append(next(generator))
        except StopIteration as end:
            return seen, end.value
    finally:
        generator.close()


KINDS = {
    types.CoroutineType: "coroutine",
    types.AsyncGeneratorType: "async-generator",
    types.GeneratorType: "generator",
}


def kind(obj):
    name = KINDS.get(type(obj))
    if name is None:
        return "awaitable" if hasattr(type(obj), "__await__") else "other"
    return "generator-coroutine" if name == "generator" and inspect.isawaitable(obj) else name
