"""Cancelled, it awaits the children: an error in the clean-up of one comes out in place of CancelledError.

first to fail: the caller ends cancelled whatever its children do
"""

import asyncio
from contextlib import suppress


async def gather(*awaitables, return_exceptions=False):
    children = {}
    for awaitable in awaitables:
        if id(awaitable) not in children:
            children[id(awaitable)] = asyncio.ensure_future(awaitable)
    over = asyncio.get_running_loop().create_future()
    pending = len(children)

    def done(child):
        nonlocal pending
        pending -= 1
        failed = child.cancelled() or child.exception() is not None
        if not over.done() and (pending == 0 or (failed and not return_exceptions)):
            over.set_result(child if failed else None)

    for child in children.values():
        child.add_done_callback(done)
    try:
        failed = await over if children else None
    except asyncio.CancelledError:
        for child in children.values():
            child.cancel()
        for child in children.values():
            if not child.done():
                with suppress(asyncio.CancelledError):
                    await child
        raise
    if failed is not None and not return_exceptions:
        failed.result()
    return [outcome(children[id(awaitable)]) for awaitable in awaitables]


def outcome(child):
    try:
        return child.result()
    except BaseException as error:
        return error
