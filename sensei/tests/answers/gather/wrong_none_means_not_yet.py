"""None stands for 'not yet' in the list of results: a child that gives back None is waited for without end.

first to fail: a result may be anything
"""

import asyncio


async def gather(*awaitables, return_exceptions=False):
    if not awaitables:
        return []
    over = asyncio.get_running_loop().create_future()
    results = [None] * len(awaitables)
    places = {}
    for place, awaitable in enumerate(awaitables):
        places.setdefault(id(awaitable), []).append(place)
    children = []

    def done(same, child):
        error = asyncio.CancelledError() if child.cancelled() else child.exception()
        for place in same:
            results[place] = child.result() if error is None else error
        if over.done():
            return
        if error is not None and not return_exceptions:
            over.set_result(error)
        elif all(result is not None for result in results):
            over.set_result(None)

    for same in places.values():
        child = asyncio.ensure_future(awaitables[same[0]])
        child.add_done_callback(lambda child, same=same: done(same, child))
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
