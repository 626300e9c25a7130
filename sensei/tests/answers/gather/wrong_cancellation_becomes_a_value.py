"""With return_exceptions the children are awaited one by one, and the caller's own cancellation becomes a value.

first to fail: cancelling the caller with return exceptions is no value
"""

import asyncio


async def gather(*awaitables, return_exceptions=False):
    children = {}
    for awaitable in awaitables:
        if id(awaitable) not in children:
            children[id(awaitable)] = asyncio.ensure_future(awaitable)

    if return_exceptions:
        results = []
        for awaitable in awaitables:
            try:
                results.append(await children[id(awaitable)])
            except BaseException as error:
                results.append(error)
        return results

    over = asyncio.get_running_loop().create_future()
    pending = len(children)

    def done(child):
        nonlocal pending
        pending -= 1
        failed = child.cancelled() or child.exception() is not None
        if not over.done() and (failed or pending == 0):
            over.set_result(child)

    for child in children.values():
        child.add_done_callback(done)
    if children:
        try:
            last = await over
        except asyncio.CancelledError:
            for child in children.values():
                child.cancel()
            raise
        last.result()
    return [children[id(awaitable)].result() for awaitable in awaitables]
