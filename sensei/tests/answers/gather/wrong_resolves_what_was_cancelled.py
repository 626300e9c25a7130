"""After an error nothing is resolved any more, but after a cancel the first child to end sets a cancelled future.

first to fail: cancelling the caller cancels every child
"""

import asyncio


async def gather(*awaitables, return_exceptions=False):
    children = {}
    for awaitable in awaitables:
        if id(awaitable) not in children:
            children[id(awaitable)] = asyncio.ensure_future(awaitable)
    if not children:
        return []
    over, pending, failed = asyncio.get_running_loop().create_future(), len(children), None

    def done(child):
        nonlocal pending, failed
        pending -= 1
        if failed is not None:
            return
        if not return_exceptions and (child.cancelled() or child.exception() is not None):
            failed = child
            over.set_result(None)
        elif not pending:
            over.set_result(None)

    for child in children.values():
        child.add_done_callback(done)
    try:
        await over
    except asyncio.CancelledError:
        for child in children.values():
            child.cancel()
        raise
    if failed is not None:
        failed.result()
    results = []
    for awaitable in awaitables:
        child = children[id(awaitable)]
        failure = asyncio.CancelledError() if child.cancelled() else child.exception()
        results.append(child.result() if failure is None else failure)
    return results
