"""gather(return_exceptions=True) cannot tell an exception that was returned from one that was raised.

first to fail: an exception that is returned is a result
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def main(functions):
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(len(functions)) as pool:
        results = await asyncio.gather(
            *(loop.run_in_executor(pool, function) for function in functions), return_exceptions=True
        )
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return results


def run_blocking(functions):
    return asyncio.run(main(functions)) if functions else []
