"""No queue: a deque and counts under one Condition, for producers and consumers alike."""

from __future__ import annotations

import asyncio
from collections import deque
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
    pages = deque()
    changed = asyncio.Condition()
    in_flight = 0
    exhausted = False
    pool = Pool(processes)

    async def producer():
        nonlocal in_flight, exhausted
        while True:
            async with changed:
                await changed.wait_for(lambda: exhausted or in_flight + len(pages) < limit)
                if exhausted:
                    return
                url = next(fresh, None)
                if url is None:
                    exhausted = True
                    changed.notify_all()
                    return
                in_flight += 1
            try:
                text = await fetch(url)
            except Exception as error:
                report.failures[url] = repr(error)
            else:
                pages.append((url, text))
            async with changed:
                in_flight -= 1
                changed.notify_all()

    async def consumer():
        while True:
            async with changed:
                await changed.wait_for(lambda: pages or (exhausted and not in_flight))
                if not pages:
                    return
                url, text = pages.popleft()
                changed.notify_all()
            try:
                report.pages[url] = await pool.run(index, text)
            except (Exception, SystemExit) as error:
                report.failures[url] = repr(error)

    tasks = [asyncio.create_task(producer()) for _ in range(limit)]
    tasks += [asyncio.create_task(consumer()) for _ in range(processes)]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await pool.close()
    return report
