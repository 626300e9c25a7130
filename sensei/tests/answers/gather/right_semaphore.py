"""Each child that ends releases a semaphore; the caller acquires it once per child."""

import asyncio


async def gather(*awaitables, return_exceptions=False):
    ended = asyncio.Semaphore(0)
    failed = []

    def on_end(child):
        if child.cancelled() or child.exception() is not None:
            failed.append(child)
        ended.release()

    children = {}
    for awaitable in awaitables:
        if id(awaitable) not in children:
            child = children[id(awaitable)] = asyncio.ensure_future(awaitable)
            child.add_done_callback(on_end)

    for _ in children:
        try:
            await ended.acquire()
        except asyncio.CancelledError:
            for child in children.values():
                child.cancel()
            raise
        if failed and not return_exceptions:
            failed[0].result()

    results = []
    for awaitable in awaitables:
        try:
            results.append(children[id(awaitable)].result())
        except BaseException as error:
            results.append(error)
    return results
