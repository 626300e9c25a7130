"""Each consumer has a pool of one process, so that a killed worker costs no page but its own."""

import asyncio
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass
class Report(Generic[T]):
    pages: dict[str, T] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)


async def build_index(urls, fetch, index, *, limit=10, processes=2):
    report, seen, source = Report(), set(), iter(urls)
    loop = asyncio.get_running_loop()
    fetched = asyncio.Queue(limit)

    async def produce():
        for url in source:
            if url in seen:
                continue
            seen.add(url)
            try:
                page = await fetch(url)
            except Exception as error:
                report.failures[url] = f"fetch: {error}"
            else:
                await fetched.put((url, page))

    async def consume():
        pool = ProcessPoolExecutor(1)
        try:
            while True:
                url, page = await fetched.get()
                try:
                    report.pages[url] = await loop.run_in_executor(pool, index, page)
                except Exception as error:
                    report.failures[url] = f"index: {error}"
                    if isinstance(error, BrokenProcessPool):
                        pool.shutdown()
                        pool = ProcessPoolExecutor(1)
                finally:
                    fetched.task_done()
        finally:
            pool.shutdown()

    consumers = [asyncio.create_task(consume()) for _ in range(processes)]
    producers = [asyncio.create_task(produce()) for _ in range(limit)]
    try:
        await asyncio.gather(*producers)
        await fetched.join()
    finally:
        for task in producers + consumers:
            task.cancel()
        await asyncio.gather(*producers, *consumers, return_exceptions=True)
    return report
