"""Waits for a done callback that has nobody to come from: all had ended before the call.

first to fail: what had ended before the call is nothing to wait for
"""

import asyncio
async def gather(*aws, return_exceptions=False):
    if not aws: return []
    ch = {}
    for a in aws:
        if a not in ch: ch[a] = asyncio.ensure_future(a)
    pending = {c for c in ch.values() if not c.done()}
    over = asyncio.get_running_loop().create_future()
    def failed(c): return c.cancelled() or c.exception() is not None
    def ended(c):
        pending.discard(c)
        if not over.done() and (not pending or (failed(c) and not return_exceptions)):
            over.set_result(None)
    for c in pending: c.add_done_callback(ended)
    if not return_exceptions:
        for c in ch.values():
            if c.done() and failed(c): return c.result()
    try:
        await over
    except asyncio.CancelledError:
        for c in ch.values(): c.cancel()
        raise
    if not return_exceptions:
        for c in ch.values():
            if c.done() and failed(c): c.result()
    def out(c):
        return asyncio.CancelledError() if c.cancelled() else c.exception() or c.result()
    return [out(ch[a]) if return_exceptions and failed(ch[a]) else ch[a].result() for a in aws]
