"""One coroutine that keeps two sets of tasks and refills them when one is done."""

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


def each_once(urls):
    seen = set()
    for url in urls:
        if url not in seen:
            seen.add(url)
            yield url


class Workers:
    def __init__(self, processes):
        self.processes = processes
        self.pool = ProcessPoolExecutor(processes)

    async def run(self, function, *args):
        try:
            future = self.pool.submit(function, *args)
        except BrokenProcessPool:
            self.pool.shutdown(wait=False)
            self.pool = ProcessPoolExecutor(self.processes)
            future = self.pool.submit(function, *args)
        return await asyncio.wrap_future(future)

    async def close(self):
        await asyncio.to_thread(self.pool.shutdown, cancel_futures=True)


async def build_index(urls, fetch, index, *, limit=10, processes=2):
    report, todo, more = Report(), each_once(urls), True
    fetching, indexing, waiting = {}, {}, []
    workers = Workers(processes)

    async def load(url):
        return await fetch(url)

    try:
        while more or fetching or waiting or indexing:
            while more and len(fetching) + len(waiting) < limit:
                url = next(todo, None)
                if url is None:
                    more = False
                else:
                    fetching[asyncio.create_task(load(url))] = url
            while waiting and len(indexing) < processes:
                url, page = waiting.pop(0)
                indexing[asyncio.create_task(workers.run(index, page))] = url
            if not fetching and not indexing:
                continue
            done, _ = await asyncio.wait([*fetching, *indexing], return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                kind = fetching if task in fetching else indexing
                url = kind.pop(task)
                if task.exception():
                    report.failures[url] = repr(task.exception())
                elif kind is fetching:
                    waiting.append((url, task.result()))
                else:
                    report.pages[url] = task.result()
    finally:
        rest = [*fetching, *indexing]
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        await workers.close()
    return report
