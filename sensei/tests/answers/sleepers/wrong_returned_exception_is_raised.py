"""return_exceptions mixes both: a function that returns an exception object is taken for a failure.

first to fail: an exception that is returned is a result
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def run_all(functions):
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(len(functions)) as pool:
        futures = [loop.run_in_executor(pool, function) for function in functions]
        return await asyncio.gather(*futures, return_exceptions=True)


def run_blocking(functions):
    results = asyncio.run(run_all(functions)) if functions else []
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return results
