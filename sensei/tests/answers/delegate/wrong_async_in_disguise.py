"""A coroutine awaits the iterator: the words are there, only with other letters.

first to fail: is written without yield from async and await
"""


class Steps:
    def __init__(self, sub):
        self._sub = sub

    def __await__(self):
        return iter(self._sub)


async def result(sub):
    return await Steps(sub)


def delegate(sub):
    return result(sub).__await__()
