"""closing() in an ExitStack, chain of replies, the flags of the code for kind."""

import types
from collections.abc import Awaitable
from contextlib import ExitStack, closing
from itertools import chain, repeat


class Countdown:
    def __init__(self, n):
        self.n = n

    def __await__(self):
        number = self.n
        while number > 0:
            yield number
            number -= 1
        return "liftoff"


@types.coroutine
def pause(tag):
    reply = yield tag
    return reply


def drive(awaitable, replies=()):
    async def run():
        return await awaitable

    yielded = []
    with ExitStack() as stack:
        coroutine = stack.enter_context(closing(run()))
        step = coroutine.send
        answers = chain([None], replies, repeat(None))
        while True:
            reply = next(answers)
            try:
                value = step(reply)
            except StopIteration as end:
                return yielded, end.value
            yielded.append(value)


def kind(obj):
    for name, code in (("coroutine", "cr_code"), ("generator", "gi_code"), ("async-generator", "ag_code")):
        flags = getattr(getattr(obj, code, None), "co_flags", None)
        if flags is not None:
            return "generator-coroutine" if name == "generator" and flags & 0x100 else name
    return "awaitable" if isinstance(obj, Awaitable) else "other"
