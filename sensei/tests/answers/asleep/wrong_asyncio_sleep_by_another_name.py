"""asyncio.sleep under another name, taken at import: still asyncio.sleep, still not allowed.

first to fail: ?
"""

from asyncio import sleep as rest


async def asleep(delay, result=None):
    return await rest(delay, result)
