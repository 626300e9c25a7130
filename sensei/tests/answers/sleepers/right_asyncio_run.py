"""asyncio.run and an executor of that size; each function's ending comes back as a value."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def ending(function):
    try:
        return function(), None
    except BaseException as error:
        return None, error


async def run_all(functions):
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(len(functions)) as pool:
        return await asyncio.gather(*[loop.run_in_executor(pool, ending, function) for function in functions])


def run_blocking(functions):
    if not functions:
        return []
    endings = asyncio.run(run_all(functions))
    for _, error in endings:
        if error is not None:
            raise error
    return [result for result, _ in endings]
