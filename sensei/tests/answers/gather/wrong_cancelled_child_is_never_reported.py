"""The wrapper reports every Exception; a child that ends in CancelledError is waited for without end.

first to fail: a cancelled child raises cancelled error in the caller
"""

import asyncio


async def gather(*awaitables, return_exceptions=False):
    ended = asyncio.Queue()

    async def run(awaitable):
        try:
            ended.put_nowait((id(awaitable), await awaitable, None))
        except Exception as error:
            ended.put_nowait((id(awaitable), None, error))

    children = [asyncio.create_task(run(awaitable)) for awaitable in {id(one): one for one in awaitables}.values()]
    results = {}
    try:
        while len(results) < len(children):
            key, result, error = await ended.get()
            if error is not None and not return_exceptions:
                break
            results[key] = result if error is None else error
        else:
            return [results[id(awaitable)] for awaitable in awaitables]
    except asyncio.CancelledError:
        for child in children:
            child.cancel()
        raise
    raise error
