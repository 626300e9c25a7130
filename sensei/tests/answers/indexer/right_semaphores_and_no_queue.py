"""A task for each page, made when there is a slot for its fetch; a second semaphore for pages."""

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
    in_flight, waiting, at_work = (asyncio.Semaphore(number) for number in (limit, limit, processes))
    workers = Workers(processes)

    async def one(url):
        try:
            try:
                page = await fetch(url)
                await waiting.acquire()
            finally:
                in_flight.release()
            async with at_work:
                waiting.release()
                report.pages[url] = await workers.run(index, page)
        except Exception as error:
            report.failures[url] = repr(error)

    try:
        async with asyncio.TaskGroup() as group:
            todo = each_once(urls)
            while True:
                await in_flight.acquire()
                url = next(todo, None)
                if url is None:
                    break
                group.create_task(one(url))
    finally:
        await workers.close()
    return report
