"""join before recv: a process with a large result waits for a reader, and the reader for its end.

first to fail: large pages and large results get through
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


def work(connection, function, page):
    try:
        outcome = True, function(page)
    except Exception as error:
        outcome = False, repr(error)
    try:
        connection.send(outcome)
    except Exception as error:
        connection.send((False, repr(error)))


class Workers:
    """A process for each page, no more than so many at once."""

    def __init__(self, processes):
        self.slots = asyncio.Semaphore(processes)

    async def run(self, function, page):
        async with self.slots:
            near, far = multiprocessing.Pipe(duplex=False)
            process = multiprocessing.Process(target=work, args=(far, function, page))
            with near:
                try:
                    with far:
                        process.start()
                    well, value = await asyncio.to_thread(self.outcome, process, near)
                except EOFError:
                    raise RuntimeError("the worker was killed") from None
                finally:
                    if process.pid:
                        process.kill()
                        process.join()
                    process.close()
        if not well:
            raise RuntimeError(value)
        return value

    def outcome(self, process, near):
        process.join()
        return near.recv()

    async def close(self):
        pass


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
