"""The callbacks look up their place when they run: all results go to the last one.

first to fail: gives the results in the order of the arguments
"""

import asyncio


async def gather(*awaitables, return_exceptions=False):
    if not awaitables:
        return []
    loop = asyncio.get_running_loop()
    over = loop.create_future()
    results = [None] * len(awaitables)
    places = {}
    for place, awaitable in enumerate(awaitables):
        places.setdefault(id(awaitable), []).append(place)
    pending = len(places)
    children = []

    for same in places.values():
        child = asyncio.ensure_future(awaitables[same[0]])

        def done(child):
            nonlocal pending
            pending -= 1
            error = asyncio.CancelledError() if child.cancelled() else child.exception()
            for place in same:
                results[place] = child.result() if error is None else error
            if over.done():
                return
            if error is not None and not return_exceptions:
                over.set_result(error)
            elif pending == 0:
                over.set_result(None)

        child.add_done_callback(done)
        children.append(child)
    try:
        error = await over
    except asyncio.CancelledError:
        for child in children:
            child.cancel()
        raise
    if error is not None:
        raise error
    return results
