"""asyncio.wait with a timeout on a future that never comes: the loop's timer in disguise.

first to fail: uses none of the loops own timers
"""

import asyncio


async def asleep(delay, result=None):
    never = asyncio.get_running_loop().create_future()
    await asyncio.wait([never], timeout=max(0, delay))
    return result
