"""A loop of its own with an executor of its own; futures are awaited in order."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def main(functions):
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(len(functions)) as pool:
        futures = [loop.run_in_executor(pool, function) for function in functions]
        await asyncio.wait(futures)
        outcomes = [future.exception() for future in futures]
        for error in outcomes:
            if error is not None:
                raise error
        return [future.result() for future in futures]


def run_blocking(functions):
    return asyncio.run(main(functions)) if functions else []
