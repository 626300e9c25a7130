"""as_completed by hand: whoever ends next takes the next place; the caller awaits place after place."""

import asyncio


async def gather(*awaitables, return_exceptions=False):
    loop = asyncio.get_running_loop()
    children = {}
    for awaitable in awaitables:
        if id(awaitable) not in children:
            children[id(awaitable)] = asyncio.ensure_future(awaitable)
    places = [loop.create_future() for _ in children]
    free = iter(places)

    def take_place(child):
        if not child.cancelled():
            child.exception()  # seen, also when nobody waits any more
        if not (place := next(free)).done():
            place.set_result(child)

    for child in children.values():
        child.add_done_callback(take_place)

    for place in places:
        try:
            child = await place
        except asyncio.CancelledError:
            for child in children.values():
                child.cancel()
            raise
        if not return_exceptions:
            child.result()
    results = dict.fromkeys(children)
    for key, child in children.items():
        try:
            results[key] = child.result()
        except BaseException as error:
            results[key] = error
    return [results[id(awaitable)] for awaitable in awaitables]
