"""The results stand in the order in which the children ended.

first to fail: gives the results in the order of the arguments
"""

import asyncio


async def gather(*awaitables, return_exceptions=False):
    children = {}
    for awaitable in awaitables:
        if id(awaitable) not in children:
            children[id(awaitable)] = asyncio.ensure_future(awaitable)
    ended = asyncio.Queue()
    for awaitable in awaitables:
        children[id(awaitable)].add_done_callback(ended.put_nowait)
        children[id(awaitable)].add_done_callback(lambda child: child.cancelled() or child.exception())
    results = []
    for _ in awaitables:
        try:
            child = await ended.get()
        except asyncio.CancelledError:
            for child in children.values():
                child.cancel()
            raise
        try:
            results.append(child.result())
        except BaseException as error:
            if not return_exceptions:
                raise
            results.append(error)
    return results
