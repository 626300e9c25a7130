"""A task for each argument: a coroutine given twice is started a second time, which it refuses.

first to fail: the same one given twice runs once
"""

import asyncio


async def gather(*awaitables, return_exceptions=False):
    children = [asyncio.ensure_future(awaitable) for awaitable in awaitables]
    over = asyncio.get_running_loop().create_future()
    pending = len(children)

    def done(child):
        nonlocal pending
        pending -= 1
        failed = child.cancelled() or child.exception() is not None
        if not over.done() and (pending == 0 or (failed and not return_exceptions)):
            over.set_result(child if failed else None)

    for child in children:
        child.add_done_callback(done)
    try:
        failed = await over if children else None
    except asyncio.CancelledError:
        for child in children:
            child.cancel()
        raise
    if failed is not None and not return_exceptions:
        failed.result()
    return [outcome(child) for child in children]


def outcome(child):
    try:
        return child.result()
    except BaseException as error:
        return error
