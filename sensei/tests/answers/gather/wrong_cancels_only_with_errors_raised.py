"""With return_exceptions the cancellation of the caller is not passed on: 'errors are values, nothing to do'.

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
    try:
        failed = await over if children else None
    except asyncio.CancelledError:
        if not return_exceptions:
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
