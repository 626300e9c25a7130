"""The loop's own timer, call_later, does the waiting: no thread, and not allowed.

first to fail: uses none of the loops own timers
"""

import asyncio


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    timer = loop.call_later(delay, lambda: future.done() or future.set_result(result))
    try:
        return await future
    finally:
        timer.cancel()
