"""As asyncio does inside: an outer future, of a class of its own, whose cancel() cancels the children."""

import asyncio


class Gathering(asyncio.Future):
    """The future of all children: to cancel it is to cancel each of them."""

    def __init__(self, children, return_exceptions):
        super().__init__()
        self.children = children
        self.return_exceptions = return_exceptions
        self.running = len(children)
        for child in children:
            child.add_done_callback(self.ended)
        if not children:
            self.set_result(None)

    def ended(self, child):
        self.running -= 1
        failed = child.cancelled() or child.exception() is not None
        if self.done():
            return
        if failed and not self.return_exceptions:
            self.set_result(child)
        elif not self.running:
            self.set_result(None)

    def cancel(self, msg=None):
        for child in self.children:
            child.cancel(msg)
        return super().cancel(msg)


async def gather(*awaitables, return_exceptions=False):
    own = {id(awaitable): awaitable for awaitable in awaitables}
    own = {key: asyncio.ensure_future(awaitable) for key, awaitable in own.items()}
    gathering = Gathering(own.values(), return_exceptions)
    try:
        failed = await gathering
    except asyncio.CancelledError:
        if not gathering.cancelled():  # it was resolved when the cancellation came
            gathering.cancel()
        raise
    if failed is not None:
        return failed.result()
    results = {}
    for key, child in own.items():
        if child.cancelled():
            results[key] = asyncio.CancelledError()
        elif child.exception() is not None:
            results[key] = child.exception()
        else:
            results[key] = child.result()
    return [results[id(awaitable)] for awaitable in awaitables]
