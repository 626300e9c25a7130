"""Wrapper tasks put (which one, result, error) into a queue; the caller takes out as many as it needs."""

import asyncio


async def gather(*awaitables, return_exceptions=False):
    ended = asyncio.Queue()

    async def run(awaitable):
        try:
            ended.put_nowait((id(awaitable), await awaitable, None))
        except BaseException as error:
            ended.put_nowait((id(awaitable), None, error))

    unique = {id(awaitable): awaitable for awaitable in awaitables}
    tasks = [asyncio.create_task(run(awaitable)) for awaitable in unique.values()]
    results = {}
    while len(results) < len(tasks):
        try:
            key, result, error = await ended.get()
        except asyncio.CancelledError:
            for task in tasks:
                task.cancel()
            raise
        if error is not None and not return_exceptions:
            raise error
        results[key] = result if error is None else error
    return [results[id(awaitable)] for awaitable in awaitables]
