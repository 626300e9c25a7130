"""A TaskGroup wraps what failed in an ExceptionGroup: it is not the function's error that is raised.

first to fail: an error comes out
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def run_all(functions):
    loop = asyncio.get_running_loop()

    async def run(function):
        return await loop.run_in_executor(pool, function)

    with ThreadPoolExecutor(len(functions)) as pool:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(function)) for function in functions]
    return [task.result() for task in tasks]


def run_blocking(functions):
    return asyncio.run(run_all(functions)) if functions else []
