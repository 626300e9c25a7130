"""As asyncio does: after its cancellation it waits until the last child has ended, and only then leaves."""

import asyncio


async def gather(*awaitables, return_exceptions=False):
    children = {id(awaitable): awaitable for awaitable in awaitables}
    children = {key: asyncio.ensure_future(awaitable) for key, awaitable in children.items()}
    running = set(children.values())
    failed = []
    news = asyncio.Event()

    def ended(child):
        running.discard(child)
        if child.cancelled() or child.exception() is not None:
            failed.append(child)
        news.set()

    for child in children.values():
        child.add_done_callback(ended)
    try:
        while running and (return_exceptions or not failed):
            news.clear()
            await news.wait()
    except asyncio.CancelledError:
        for child in children.values():
            child.cancel()
        while running:
            news.clear()
            await news.wait()
        raise
    if failed and not return_exceptions:
        return failed[0].result()
    return [child_error(children[id(awaitable)]) or children[id(awaitable)].result() for awaitable in awaitables]


def child_error(child):
    return asyncio.CancelledError() if child.cancelled() else child.exception()
