"""asyncio.wait, imported by name: FIRST_COMPLETED does the work that was to be written.

first to fail: gives the results in the order of the arguments
"""

from asyncio import FIRST_COMPLETED, CancelledError, ensure_future
from asyncio import wait as some


async def gather(*awaitables, return_exceptions=False):
    children = {}
    for awaitable in awaitables:
        if id(awaitable) not in children:
            children[id(awaitable)] = ensure_future(awaitable)
    for child in children.values():
        child.add_done_callback(lambda child: child.cancelled() or child.exception())
    pending = set(children.values())
    failed = None
    try:
        while pending and not (failed and not return_exceptions):
            done, pending = await some(pending, return_when=FIRST_COMPLETED)
            failed = next((child for child in done if child.cancelled() or child.exception()), failed)
    except CancelledError:
        for child in children.values():
            child.cancel()
        raise
    if failed and not return_exceptions:
        failed.result()
    return [outcome(children[id(awaitable)]) for awaitable in awaitables]


def outcome(child):
    try:
        return child.result()
    except BaseException as error:
        return error
