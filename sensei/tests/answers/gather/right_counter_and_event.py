"""Wrapper tasks count down and set an Event: at the last one, or at the first error."""

import asyncio


async def gather(*awaitables, return_exceptions=False):
    unique = {id(awaitable): awaitable for awaitable in awaitables}
    results = {}
    errors = []
    over = asyncio.Event()

    async def run(key, awaitable):
        try:
            results[key] = await awaitable
        except BaseException as error:
            results[key] = error
            errors.append(error)
            if not return_exceptions:
                over.set()
        if len(results) == len(unique):
            over.set()

    tasks = [asyncio.create_task(run(*item)) for item in unique.items()]
    try:
        if tasks:
            await over.wait()
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        raise
    if errors and not return_exceptions:
        raise errors[0]
    return [results[id(awaitable)] for awaitable in awaitables]
