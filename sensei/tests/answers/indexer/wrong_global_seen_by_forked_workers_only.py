"""index is a global that workers see if they are forked; others import the module anew.

first to fail: works whatever the start method is
"""

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


INDEX = None


def work(page):
    return INDEX(page)


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
    global INDEX
    INDEX = index
    report = Report()
    todo = each_once(urls)
    fetched = asyncio.Queue(limit)
    workers = Workers(processes)

    async def produce():
        for url in todo:
            try:
                page = await fetch(url)
            except Exception as error:
                report.failures[url] = repr(error)
            else:
                await fetched.put((url, page))

    async def consume():
        while item := await fetched.get():
            url, page = item
            try:
                report.pages[url] = await workers.run(work, page)
            except Exception as error:
                report.failures[url] = repr(error)

    try:
        async with asyncio.TaskGroup() as consumers:
            for _ in range(processes):
                consumers.create_task(consume())
            async with asyncio.TaskGroup() as producers:
                for _ in range(limit):
                    producers.create_task(produce())
            for _ in range(processes):
                await fetched.put(None)
    finally:
        await workers.close()
    return report
