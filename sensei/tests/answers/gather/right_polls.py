"""Looks again and again whether all have ended, and gives up the loop in between."""

import asyncio
async def gather(*awaitables, return_exceptions=False):
    children = {}
    for awaitable in awaitables:
        if id(awaitable) not in children:
            children[id(awaitable)] = asyncio.ensure_future(awaitable)
    while any(not child.done() for child in children.values()):
        for child in children.values():
            if child.done() and not return_exceptions:
                child.result()
        try:
            await asyncio.sleep(0.001)
        except asyncio.CancelledError:
            for child in children.values():
                child.cancel()
            raise
    results = {}
    for key, child in children.items():
        try:
            results[key] = child.result()
        except (Exception, asyncio.CancelledError) as error:
            if not return_exceptions:
                raise
            results[key] = error
    return [results[id(awaitable)] for awaitable in awaitables]
