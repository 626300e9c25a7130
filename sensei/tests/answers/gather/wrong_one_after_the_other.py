"""Starts each child when the one before it has ended.

first to fail: all run at the same time
"""

import asyncio


async def gather(*awaitables, return_exceptions=False):
    ended = {}
    for awaitable in awaitables:
        if id(awaitable) in ended:
            continue
        child = ended[id(awaitable)] = asyncio.ensure_future(awaitable)
        try:
            await child
        except BaseException:
            if not return_exceptions or asyncio.current_task().cancelling():
                raise
    return [outcome(ended[id(awaitable)]) for awaitable in awaitables]


def outcome(child):
    try:
        return child.result()
    except BaseException as error:
        return error
