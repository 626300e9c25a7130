"""multiprocessing.Pool replaces a killed worker and never answers for its page.

first to fail: a killed worker costs the page that it was at
"""

import asyncio
import multiprocessing
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
        self.pool = multiprocessing.Pool(processes)

    async def run(self, function, page):
        loop = asyncio.get_running_loop()
        future = loop.create_future()

        def tell(setter, value):
            if not future.done():
                setter(value)

        self.pool.apply_async(
            function,
            (page,),
            callback=lambda value: loop.call_soon_threadsafe(tell, future.set_result, value),
            error_callback=lambda error: loop.call_soon_threadsafe(tell, future.set_exception, error),
        )
        return await future

    async def close(self):
        self.pool.terminate()
        await asyncio.to_thread(self.pool.join)


async def build_index(urls, fetch, index, *, limit=10, processes=2):
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
                report.pages[url] = await workers.run(index, page)
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
