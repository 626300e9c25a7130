"""Takes a CancelledError that comes when the result is there for that of a child: the caller's own is lost.

first to fail: a cancel when all have just ended is not lost
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
    try:
        if children:
            await over
    except asyncio.CancelledError:
        if not over.done() or over.cancelled():
            for child in children.values():
                child.cancel()
            raise
    failed = over.result() if children else None
    if failed is not None and not return_exceptions:
        failed.result()
    return [outcome(children[id(awaitable)]) for awaitable in awaitables]


def outcome(child):
    try:
        return child.result()
    except BaseException as error:
        return error
