"""Worker processes of its own with a pipe each: one that dies takes only its page with it."""

from __future__ import annotations

import asyncio
import multiprocessing
from concurrent.futures import ThreadPoolExecutor
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


def work(connection, index):
    while True:
        text = connection.recv()
        try:
            answer = True, index(text)
        except BaseException as error:
            answer = False, repr(error)
        try:
            connection.send(answer)
        except Exception as error:  # the result cannot be pickled
            connection.send((False, repr(error)))


class Worker:
    def __init__(self, index):
        self._index = index
        self._process = None

    def start(self):
        """A process is started with the first page, and again when it has died."""
        if self._process is not None:
            return
        connection, far_end = multiprocessing.Pipe()
        try:
            process = multiprocessing.Process(target=work, args=(far_end, self._index))
            process.start()
        except BaseException:
            connection.close()
            raise
        finally:
            far_end.close()
        self._process, self._connection = process, connection

    def ask(self, text):
        """Runs in a thread."""
        self._connection.send(text)
        return self._connection.recv()

    def kill(self):
        if self._process is not None:
            self._process.kill()

    def forget(self):
        if self._process is not None:
            self._process.join()
            self._process.close()
            self._connection.close()
            self._process = None


async def build_index(urls, fetch, index, *, limit=10, processes=2):
    loop = asyncio.get_running_loop()
    report = Report()
    fresh = unique(urls)
    rooms = asyncio.Semaphore(limit)
    queue = asyncio.Queue(limit)
    workers = [Worker(index) for _ in range(processes)]
    threads = ThreadPoolExecutor(processes)

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

    async def consume(worker):
        while True:
            url, text = await queue.get()
            rooms.release()
            try:
                worker.start()
                fine, value = await loop.run_in_executor(threads, worker.ask, text)
            except (EOFError, OSError):
                worker.kill()
                worker.forget()
                fine, value = False, "the worker process died"
            except Exception as error:
                fine, value = False, repr(error)
            if fine:
                report.pages[url] = value
            else:
                report.failures[url] = value
            queue.task_done()

    producers = [asyncio.create_task(produce()) for _ in range(limit)]
    consumers = [asyncio.create_task(consume(worker)) for worker in workers]
    try:
        await asyncio.gather(*producers)
        await queue.join()
    finally:
        for task in producers + consumers:
            task.cancel()
        await asyncio.gather(*producers, *consumers, return_exceptions=True)
        for worker in workers:
            worker.kill()
        threads.shutdown()
        for worker in workers:
            worker.forget()
    return report
