"""Passes the cancellation on and then waits as before: with return_exceptions the caller gets a list.

first to fail: cancelling the caller with return exceptions is no value
"""

import asyncio


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
    if not children:
        return []
    while not over.done():
        try:
            await asyncio.shield(over)
        except asyncio.CancelledError:
            for child in children.values():
                child.cancel()
    failed = over.result()
    if failed is not None and not return_exceptions:
        failed.result()
    return [outcome(children[id(awaitable)]) for awaitable in awaitables]


def outcome(child):
    try:
        return child.result()
    except BaseException as error:
        return error
