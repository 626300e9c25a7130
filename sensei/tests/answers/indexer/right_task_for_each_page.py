"""A task for each page from fetch to index, and three semaphores that keep the bounds."""

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
    fetches = asyncio.Semaphore(limit)
    rooms = asyncio.Semaphore(limit)  # for pages that wait; a page takes one before it is fetched
    turns = asyncio.Semaphore(processes)
    pool = Pool(processes)
    tasks = set()

    async def handle(url):
        waiting = True
        try:
            try:
                text = await fetch(url)
            finally:
                fetches.release()
            async with turns:
                waiting = False
                rooms.release()
                report.pages[url] = await pool.run(index, text)
        except (Exception, SystemExit) as error:
            report.failures[url] = repr(error)
        finally:
            if waiting:
                rooms.release()

    try:
        fresh = unique(urls)
        while True:
            await rooms.acquire()
            await fetches.acquire()
            url = next(fresh, None)
            if url is None:
                break
            task = asyncio.create_task(handle(url))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await pool.close()
    return report
