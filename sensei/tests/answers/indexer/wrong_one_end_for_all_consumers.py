"""One None for all consumers: the first takes it, the others wait for ever.

first to fail: indexes every page
"""

from __future__ import annotations

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


def unique(urls):
    seen = set()
    for url in urls:
        if url not in seen:
            seen.add(url)
            yield url


class Pool:
    """Worker processes that are replaced when one of them has died."""

    def __init__(self, processes):
        self._processes = processes
        self._executor = ProcessPoolExecutor(processes)
        self._lock = asyncio.Lock()

    async def run(self, function, *args):
        while True:
            executor = self._executor
            try:
                future = executor.submit(function, *args)
            except BrokenProcessPool:  # it broke before this page was begun
                await self._replace(executor)
            else:
                return await asyncio.wrap_future(future)

    async def _replace(self, broken):
        async with self._lock:
            if self._executor is broken:
                await asyncio.to_thread(broken.shutdown)
                self._executor = ProcessPoolExecutor(self._processes)

    async def close(self):
        await asyncio.to_thread(self._executor.shutdown, cancel_futures=True)


async def build_index(urls, fetch, index, *, limit=10, processes=2):
    report = Report()
    fresh = unique(urls)
    rooms = asyncio.Semaphore(limit)  # taken before a URL is read, given back when its page leaves the queue
    queue = asyncio.Queue(limit)
    pool = Pool(processes)

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
                report.pages[url] = await pool.run(index, text)
            except (Exception, SystemExit) as error:
                report.failures[url] = repr(error)

    producers = [asyncio.create_task(produce()) for _ in range(limit)]
    consumers = [asyncio.create_task(consume()) for _ in range(processes)]
    try:
        await asyncio.gather(*producers)
        await queue.put(None)
        await asyncio.gather(*consumers)
    finally:
        for task in producers + consumers:
            task.cancel()
        await asyncio.gather(*producers, *consumers, return_exceptions=True)
        await pool.close()
    return report
