"""Three stages with a bounded queue between each two: URLs, fetches, pages."""

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
    report = Report()
    addresses, fetched = asyncio.Queue(limit), asyncio.Queue(limit)
    workers = Workers(processes)

    async def read():
        for url in each_once(urls):
            await addresses.put(url)
        await addresses.put(None)

    async def load():
        while (url := await addresses.get()) is not None:
            try:
                page = await fetch(url)
            except Exception as error:
                report.failures[url] = repr(error)
            else:
                await fetched.put((url, page))
        await addresses.put(None)  # for the next one

    async def work():
        while (item := await fetched.get()) is not None:
            url, page = item
            try:
                report.pages[url] = await workers.run(index, page)
            except Exception as error:
                report.failures[url] = repr(error)
        await fetched.put(None)  # for the next one

    try:
        async with asyncio.TaskGroup() as last:
            for _ in range(processes):
                last.create_task(work())
            async with asyncio.TaskGroup() as first:
                first.create_task(read())
                for _ in range(limit):
                    first.create_task(load())
            await fetched.put(None)
    finally:
        await workers.close()
    return report
