"""A child that was cancelled before is taken for the source of the caller's own cancel.

first to fail: cancelling the caller after a child was cancelled
"""

import asyncio
async def gather(*aws, return_exceptions=False):
    ch = {}
    for a in aws:
        if id(a) not in ch: ch[id(a)] = asyncio.ensure_future(a)
    if not ch: return []
    over = asyncio.get_running_loop().create_future()
    left = set(ch.values())
    def ended(c):
        left.discard(c)
        bad = c.cancelled() or c.exception() is not None
        if not over.done() and (not left or bad and not return_exceptions):
            if c.cancelled() and not return_exceptions: over.cancel()
            elif bad and not return_exceptions: over.set_exception(c.exception())
            else: over.set_result(None)
    for c in ch.values(): c.add_done_callback(ended)
    try: await over
    except asyncio.CancelledError:
        if not any(c.cancelled() for c in ch.values()):   # a cancelled child, not the caller
            for c in ch.values(): c.cancel()
        raise
    def out(c):
        if c.cancelled(): return asyncio.CancelledError()
        return c.result() if c.exception() is None else c.exception()
    return [out(ch[id(a)]) for a in aws]
