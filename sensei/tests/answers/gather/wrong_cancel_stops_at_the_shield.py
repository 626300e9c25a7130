"""The others keep running because they are shielded, also from the cancellation of the caller.

first to fail: cancelling the caller cancels every child
"""

import asyncio


async def gather(*awaitables, return_exceptions=False):
    ended = asyncio.Queue()

    async def run(awaitable):
        try:
            ended.put_nowait((id(awaitable), await asyncio.shield(awaitable), None))
        except BaseException as error:
            ended.put_nowait((id(awaitable), None, error))
            if asyncio.current_task().cancelling():
                raise

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
