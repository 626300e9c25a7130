"""A TaskGroup, which is one of the four, and cancels the others when one fails.

first to fail: gives the results in the order of the arguments
"""

from asyncio import TaskGroup


async def gather(*awaitables, return_exceptions=False):
    async def run(awaitable):
        try:
            return await awaitable
        except Exception as error:
            if return_exceptions:
                return error
            raise

    tasks = {}
    async with TaskGroup() as group:
        for awaitable in awaitables:
            if id(awaitable) not in tasks:
                tasks[id(awaitable)] = group.create_task(run(awaitable))
    return [tasks[id(awaitable)].result() for awaitable in awaitables]
