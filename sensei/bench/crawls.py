"""The ways to crawl and index a site that are measured, each called in a process of its own."""

from __future__ import annotations

import asyncio
import http.client
import queue
import threading
import time
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from urllib.parse import urlsplit

import aiohttp

from sensei.bench.at_work import load
from sensei.bench.pages import index, own_links, words

TIMEOUT = 60.0
"""Seconds for a request: nothing here is meant to run out of time."""
Counted = dict[str, int]
Html = TypeVar("Html", str, str | None)


def one_at_a_time(start: str) -> dict[str, Any]:
    """Fetch, look, count; then the next one. One connection is kept."""
    began = time.perf_counter()
    get = _getter(start)
    counted: dict[str, Counted] = {}
    todo, seen = [start], {start}
    for url in todo:
        if (html := get(url)) is not None:
            counted[url] = words(html)
            new = dict.fromkeys(link for link in own_links(url, html) if link not in seen)
            seen.update(new)
            todo += new
    return _found(began, counted)


def threads(start: str, limit: int) -> dict[str, Any]:
    """A pool of threads, each with a connection of its own; one thread knows what was seen."""
    began = time.perf_counter()
    local = threading.local()
    done: queue.SimpleQueue[tuple[str, Counted | None, list[str]]] = queue.SimpleQueue()

    def visit(url: str) -> None:
        if not hasattr(local, "get"):
            local.get = _getter(start)
        html = local.get(url)
        done.put((url, words(html), own_links(url, html)) if html is not None else (url, None, []))

    counted: dict[str, Counted] = {}
    seen, waited_for = {start}, 1
    with ThreadPoolExecutor(limit) as pool:
        pool.submit(visit, start)
        while waited_for:
            url, found, new = done.get(timeout=TIMEOUT)
            waited_for -= 1
            if found is not None:
                counted[url] = found
            for link in dict.fromkeys(new):
                if link not in seen:
                    seen.add(link)
                    waited_for += 1
                    pool.submit(visit, link)
    return _found(began, counted)


def crawl(start: str, limit: int, folder: str | None) -> dict[str, Any]:
    """The crawler of an answer, and then the words of its pages."""
    module = load(folder, "crawler")
    began = time.perf_counter()
    found = asyncio.run(module.crawl(start, limit=limit, timeout=TIMEOUT))
    return _found(began, {url: words(page.html) for url, page in found.items() if hasattr(page, "html")})


def indexer(urls: list[str], limit: int, processes: int, folder: str | None) -> dict[str, Any]:
    """The indexer of an answer on a list of addresses: fetched on the loop, worked on in processes."""
    module = load(folder, "indexer")

    async def run() -> dict[str, Counted]:
        async with _session() as session:
            report = await module.build_index(urls, _fetcher(session), index, limit=limit, processes=processes)
        if report.failures:
            raise RuntimeError(f"{len(report.failures)} failures: {next(iter(report.failures.values()))}")
        pages: dict[str, Counted] = report.pages
        return pages

    began = time.perf_counter()
    return _found(began, asyncio.run(run()))


def on_the_loop(urls: list[str], limit: int) -> dict[str, Any]:
    """The same list, worked on between the requests on the one loop."""

    async def run() -> dict[str, Counted]:
        async with _session() as session:
            fetch = _fetcher(session)
            return await _in_turns(urls, limit, lambda: fetch, index)

    began = time.perf_counter()
    return _found(began, asyncio.run(run()))


def raw(start: str, limit: int) -> dict[str, Any]:
    """The ceiling: a crawl with bare requests on bare asyncio streams, and the same work on each page."""

    async def run() -> dict[str, Counted]:
        counted: dict[str, Counted] = {}
        seen = {start}
        free = [_Raw() for _ in range(limit)]
        slots = asyncio.Semaphore(limit)

        async def visit(url: str) -> None:
            async with slots:
                fetch = free.pop()
                html = await fetch(url)
                free.append(fetch)
            if html is not None:
                counted[url] = words(html)
                for link in own_links(url, html):
                    if link not in seen:
                        seen.add(link)
                        visits.create_task(visit(link))

        async with asyncio.TaskGroup() as visits:
            visits.create_task(visit(start))
        return counted

    began = time.perf_counter()
    return _found(began, asyncio.run(run()))


def only_fetch(urls: list[str], limit: int) -> dict[str, Any]:
    """Bare requests for a list of addresses, and no work."""
    began = time.perf_counter()
    return _found(began, asyncio.run(_in_turns(urls, limit, _Raw, lambda html: {})))


async def _in_turns(
    urls: Iterable[str],
    limit: int,
    make_fetch: Callable[[], Callable[[str], Awaitable[Html]]],
    work: Callable[[Html], Counted],
) -> dict[str, Counted]:
    """So many workers share a list; each has a way to fetch of its own."""
    todo = iter(urls)
    counted: dict[str, Counted] = {}

    async def worker() -> None:
        fetch = make_fetch()
        for url in todo:
            counted[url] = work(await fetch(url))

    async with asyncio.TaskGroup() as workers:
        for _ in range(limit):
            workers.create_task(worker())
    return counted


class _Raw:
    """One connection, made for the first request and kept."""

    reader: asyncio.StreamReader | None = None

    async def __call__(self, url: str) -> str | None:
        parts = urlsplit(url)
        if self.reader is None:
            self.reader, self.writer = await asyncio.open_connection(parts.hostname, parts.port, limit=2**20)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        self.writer.write(f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
        head = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        body = await self.reader.readexactly(length)
        return body.decode() if head.startswith(b"http/1.1 200") else None


def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=TIMEOUT), raise_for_status=True
    )


def _fetcher(session: aiohttp.ClientSession) -> Callable[[str], Awaitable[str]]:
    async def fetch(url: str) -> str:
        async with session.get(url) as response:
            return await response.text()

    return fetch


def _getter(start: str) -> Callable[[str], str | None]:
    """Blocking requests on one connection; None for what is not there."""
    connection = http.client.HTTPConnection(urlsplit(start).netloc, timeout=TIMEOUT)

    def get(url: str) -> str | None:
        parts = urlsplit(url)
        connection.request("GET", f"{parts.path}?{parts.query}" if parts.query else parts.path)
        response = connection.getresponse()
        body = response.read()
        return body.decode() if response.status == 200 else None

    return get


def _found(began: float, counted: dict[str, Counted]) -> dict[str, Any]:
    seconds = time.perf_counter() - began
    total = sum(sum(one.values()) for one in counted.values())
    return {"seconds": seconds, "pages": len(counted), "words": total}
