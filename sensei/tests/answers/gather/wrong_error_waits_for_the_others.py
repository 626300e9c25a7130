"""Raises the first error when the last child has ended, not at once.

first to fail: the first error leaves at once whichever argument it is
"""

import asyncio


async def gather(*awaitables, return_exceptions=False):
    children = {}
    for awaitable in awaitables:
        if id(awaitable) not in children:
            children[id(awaitable)] = asyncio.ensure_future(awaitable)
    over = asyncio.get_running_loop().create_future()
    pending = len(children)
    first = None

    def done(child):
        nonlocal pending, first
        pending -= 1
        failed = child.cancelled() or child.exception() is not None
        if failed and first is None:
            first = child
        if not over.done() and pending == 0:
            over.set_result(first)

    for child in children.values():
        child.add_done_callback(done)
    try:
        failed = await over if children else None
    except asyncio.CancelledError:
        for child in children.values():
            child.cancel()
        raise
    if failed is not None and not return_exceptions:
        failed.result()
    return [outcome(children[id(awaitable)]) for awaitable in awaitables]


def outcome(child):
    try:
        return child.result()
    except BaseException as error:
        return error
