"""A collector task empties a queue for the caller; when an error leaves, it waits for the next entry for ever.

first to fail: the first error leaves at once whichever argument it is
"""

import asyncio


async def gather(*awaitables, return_exceptions=False):
    unique = {id(awaitable): awaitable for awaitable in awaitables}
    if not unique:
        return []
    ended, over, results = asyncio.Queue(), asyncio.get_running_loop().create_future(), {}

    async def run(key, awaitable):
        try:
            outcome = key, await awaitable, None
        except (Exception, asyncio.CancelledError) as error:
            outcome = key, error, error
        if not over.done():
            ended.put_nowait(outcome)

    async def collect():
        while len(results) < len(unique):
            key, result, error = await ended.get()
            results[key] = result
            if error is not None and not return_exceptions and not over.done():
                over.set_exception(error) if isinstance(error, Exception) else over.cancel()
        if not over.done():
            over.set_result(None)

    tasks = [asyncio.create_task(run(*item)) for item in unique.items()]
    collector = asyncio.create_task(collect())
    try:
        await over
    except asyncio.CancelledError:
        if asyncio.current_task().cancelling():
            for task in [collector, *tasks]:
                task.cancel()
        raise
    return [results[id(awaitable)] for awaitable in awaitables]
