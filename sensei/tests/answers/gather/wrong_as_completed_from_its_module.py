"""as_completed, taken from the module in which it is defined.

first to fail: gives the results in the order of the arguments
"""

import asyncio
import asyncio.tasks as tools


async def gather(*awaitables, return_exceptions=False):
    children = {}
    for awaitable in awaitables:
        if id(awaitable) not in children:
            children[id(awaitable)] = asyncio.ensure_future(awaitable)
    try:
        for each in tools.as_completed(list(children.values())):
            try:
                await each
            except Exception:
                if not return_exceptions:
                    raise
    except asyncio.CancelledError:
        for child in children.values():
            child.cancel()
        raise
    return [children[id(one)].exception() or children[id(one)].result() for one in awaitables]
