"""Awaits the tasks one by one: a slow first child holds back the error of the second.

first to fail: the first error leaves at once whichever argument it is
"""

import asyncio


async def gather(*awaitables, return_exceptions=False):
    children = {}
    for awaitable in awaitables:
        if id(awaitable) not in children:
            children[id(awaitable)] = asyncio.ensure_future(awaitable)
            children[id(awaitable)].add_done_callback(lambda child: child.cancelled() or child.exception())
    results = []
    try:
        for awaitable in awaitables:
            child = children[id(awaitable)]
            try:
                results.append(await asyncio.shield(child))
            except BaseException as error:
                if not return_exceptions or not child.done():
                    raise
                results.append(error)
    except asyncio.CancelledError:
        if asyncio.current_task().cancelling():
            for child in children.values():
                child.cancel()
        raise
    return results
