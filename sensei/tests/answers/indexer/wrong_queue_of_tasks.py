"""Fetches are started as tasks and put into the bounded queue: those in hand come on top of the limit.

first to fail: never more than limit fetches are in flight
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


def each_once(urls):
    seen = set()
    for url in urls:
        if url not in seen:
            seen.add(url)
            yield url


async def build_index(urls, fetch, index, *, limit=10, processes=2):
    report = Report()
    loop = asyncio.get_running_loop()
    started = asyncio.Queue(limit)
    pool = ProcessPoolExecutor(processes)

    async def load(url):
        return await fetch(url)

    async def produce():
        for url in each_once(urls):
            await started.put((url, asyncio.create_task(load(url))))
        for _ in range(processes):
            await started.put(None)

    async def consume():
        while item := await started.get():
            url, task = item
            try:
                report.pages[url] = await loop.run_in_executor(pool, index, await task)
            except Exception as error:
                report.failures[url] = repr(error)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(produce())
            for _ in range(processes):
                group.create_task(consume())
    finally:
        while not started.empty():
            if item := started.get_nowait():
                item[1].cancel()
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
    return report
