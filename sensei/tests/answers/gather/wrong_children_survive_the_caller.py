"""Nobody cancels the children when the caller is cancelled: it waits on a future of its own.

first to fail: cancelling the caller cancels every child
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
    failed = await over if children else None
    if failed is not None and not return_exceptions:
        failed.result()
    return [outcome(children[id(awaitable)]) for awaitable in awaitables]


def outcome(child):
    try:
        return child.result()
    except BaseException as error:
        return error
