"""A broken pool is kept: after one dead worker every further page is a failure.

first to fail: a killed worker costs the page that it was at
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Generic, TypeVar


T = TypeVar("T")


@dataclass
class Report(Generic[T]):
    pages: dict[str, T] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)


def unique(urls):
    seen = set()
    for url in urls:
        if url not in seen:
            seen.add(url)
            yield url


async def build_index(urls, fetch, index, *, limit=10, processes=2):
    report = Report()
    fresh = unique(urls)
    rooms = asyncio.Semaphore(limit)  # taken before a URL is read, given back when its page leaves the queue
    queue = asyncio.Queue(limit)
    pool = ProcessPoolExecutor(processes)
    loop = asyncio.get_running_loop()

    async def produce():
        while True:
            await rooms.acquire()
            url = next(fresh, None)
            if url is None:
                rooms.release()
                return
            try:
                text = await fetch(url)
            except Exception as error:
                report.failures[url] = repr(error)
                rooms.release()
            else:
                queue.put_nowait((url, text))

    async def consume():
        while (page := await queue.get()) is not None:
            rooms.release()
            url, text = page
            try:
                report.pages[url] = await loop.run_in_executor(pool, index, text)
            except (Exception, SystemExit) as error:
                report.failures[url] = repr(error)

    producers = [asyncio.create_task(produce()) for _ in range(limit)]
    consumers = [asyncio.create_task(consume()) for _ in range(processes)]
    try:
        await asyncio.gather(*producers)
        for _ in consumers:
            await queue.put(None)
        await asyncio.gather(*consumers)
    finally:
        for task in producers + consumers:
            task.cancel()
        await asyncio.gather(*producers, *consumers, return_exceptions=True)
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
    return report
