"""<= in place of <: one fetch more than limit is in flight.

first to fail: never more than limit fetches are in flight
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
    pool = Pool(processes)
    fetching, indexing = {}, {}
    pages = []

    def fill():
        while len(fetching) <= limit and len(fetching) + len(pages) <= limit:
            url = next(fresh, None)
            if url is None:
                return
            fetching[asyncio.create_task(call(url))] = url
        while pages and len(indexing) < processes:
            url, text = pages.pop(0)
            indexing[asyncio.create_task(pool.run(index, text))] = url

    async def call(url):
        return await fetch(url)

    try:
        fill()
        while fetching or indexing:
            done, _ = await asyncio.wait([*fetching, *indexing], return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                url = fetching.get(task) or indexing.get(task)
                if error := task.exception():
                    report.failures[url] = repr(error)
                elif task in fetching:
                    pages.append((url, task.result()))
                else:
                    report.pages[url] = task.result()
                fetching.pop(task, None)
                indexing.pop(task, None)
            while pages and len(indexing) < processes:
                url, text = pages.pop(0)
                indexing[asyncio.create_task(pool.run(index, text))] = url
            fill()
    finally:
        tasks = [*fetching, *indexing]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await pool.close()
    return report
