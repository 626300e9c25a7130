"""task_done is called after a good index only: one failing page, and join waits for ever.

first to fail: a failing index is a failure and stops nothing
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
    rooms = asyncio.Semaphore(limit)
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
        while True:
            url, text = await queue.get()
            rooms.release()
            try:
                report.pages[url] = await pool.run(index, text)
            except (Exception, SystemExit) as error:
                report.failures[url] = repr(error)
            else:
                queue.task_done()

    producers = [asyncio.create_task(produce()) for _ in range(limit)]
    consumers = [asyncio.create_task(consume()) for _ in range(processes)]
    try:
        await asyncio.gather(*producers)
        await queue.join()
    finally:
        for task in producers + consumers:
            task.cancel()
        await asyncio.gather(*producers, *consumers, return_exceptions=True)
        await pool.close()
    return report
