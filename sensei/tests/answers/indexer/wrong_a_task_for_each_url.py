"""A task for each URL and a semaphore for the fetches: all of urls is read at once.

first to fail: urls are read lazily
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass
class Report(Generic[T]):
    pages: dict[str, T] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)


async def build_index(urls, fetch, index, *, limit=10, processes=2):
    report = Report()
    loop = asyncio.get_running_loop()
    fetching, indexing = asyncio.Semaphore(limit), asyncio.Semaphore(limit)
    pool = ProcessPoolExecutor(processes)

    async def one(url):
        try:
            async with fetching:
                page = await fetch(url)
            async with indexing:
                report.pages[url] = await loop.run_in_executor(pool, index, page)
        except Exception as error:
            report.failures[url] = repr(error)

    try:
        async with asyncio.TaskGroup() as group:
            for url in dict.fromkeys(urls):
                group.create_task(one(url))
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
    return report
