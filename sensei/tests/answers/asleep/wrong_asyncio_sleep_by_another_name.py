"""asyncio.sleep under another name, taken at import: still asyncio.sleep, still not allowed.

first to fail: uses none of the loops own timers
"""

from asyncio import sleep as rest


async def asleep(delay, result=None):
    return await rest(delay, result)
