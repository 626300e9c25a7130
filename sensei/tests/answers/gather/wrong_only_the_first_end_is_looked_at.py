"""Looks for an error when the first child has ended; if it ended well, the others are waited for from left to right.

first to fail: an error leaves at once after others have ended well
"""

import asyncio


async def gather(*awaitables, return_exceptions=False):
    children = {}
    for awaitable in awaitables:
        if id(awaitable) not in children:
            children[id(awaitable)] = asyncio.ensure_future(awaitable)
    if not children:
        return []
    some = asyncio.Event()
    ends = {key: asyncio.Event() for key in children}

    def failed(child):
        return child.done() and (child.cancelled() or child.exception() is not None)

    def done(key):
        ends[key].set()
        some.set()
        failed(children[key])

    for key, child in children.items():
        child.add_done_callback(lambda _, key=key: done(key))
    try:
        for event in [some, *ends.values()]:
            await event.wait()
            if not return_exceptions and any(failed(child) for child in children.values()):
                break
    except asyncio.CancelledError:
        for child in children.values():
            child.cancel()
        raise
    if not return_exceptions:
        for child in children.values():
            if failed(child):
                child.result()
    results = []
    for awaitable in awaitables:
        child = children[id(awaitable)]
        failure = asyncio.CancelledError() if child.cancelled() else child.exception()
        results.append(child.result() if failure is None else failure)
    return results
