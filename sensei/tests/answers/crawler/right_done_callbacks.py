"""No worker waits: a task's done callback starts the next ones; a Future tells when all is over."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urldefrag, urljoin, urlsplit

import aiohttp
from selectolax.lexbor import LexborHTMLParser


@dataclass(frozen=True)
class Page:
    url: str
    status: int
    html: str
    links: list[str]
    fetched: datetime


@dataclass(frozen=True)
class Failure:
    url: str
    reason: str


def links(base_url: str, html: str) -> list[str]:
    found = (node.attributes.get("href") for node in LexborHTMLParser(html).css("a[href]"))
    absolute = (urljoin(base_url, href.strip()) for href in found if href)
    return [url for url in absolute if url.startswith(("http://", "https://"))]


class Crawler:
    def __init__(self, session: aiohttp.ClientSession, start: str, limit: int) -> None:
        self.session, self.limit = session, limit
        self.site = urlsplit(start).netloc
        self.frontier, self.seen = deque([start]), {start}
        self.running: set[asyncio.Task[None]] = set()
        self.results: dict[str, Page | Failure] = {}
        self.over = asyncio.get_running_loop().create_future()

    def pump(self) -> None:
        while self.frontier and len(self.running) < self.limit:
            task = asyncio.create_task(self.visit(self.frontier.popleft()))
            self.running.add(task)
            task.add_done_callback(self.finished)
        if not self.running and not self.over.done():
            self.over.set_result(self.results)

    def finished(self, task: asyncio.Task[None]) -> None:
        self.running.discard(task)
        if self.over.done() or task.cancelled():
            return
        if error := task.exception():
            self.over.set_exception(error)
        else:
            self.pump()

    async def visit(self, url: str) -> None:
        try:
            outcome = await self.fetch(url)
            found = getattr(outcome, "links", ())
        except (aiohttp.ClientError, OSError, ValueError, LookupError) as error:
            outcome, found = Failure(url, repr(error)), ()
        self.results[url] = outcome
        for link in found:
            link = urldefrag(link).url
            if link not in self.seen and urlsplit(link).netloc == self.site:
                self.seen.add(link)
                self.frontier.append(link)

    async def fetch(self, url: str) -> Page | Failure:
        async with self.session.get(url) as response:
            if response.status >= 400:
                return Failure(url, f"status {response.status}")
            body = await response.read()
            fetched = datetime.now(tz=UTC)
            encoding = response.get_encoding()
            if response.content_type != "text/html":
                return Page(url, response.status, body.decode(encoding, "ignore"), [], fetched)
            html = body.decode(encoding)
            return Page(url, response.status, html, links(str(response.url), html), fetched)


async def crawl(start: str, *, limit: int = 10, timeout: float = 5.0) -> dict[str, Page | Failure]:
    async def stay(request, handler):
        response = await handler(request)
        if 300 <= response.status < 400 and "Location" in response.headers:
            here = str(request.url)
            there = urljoin(here, response.headers["Location"])
            if urlsplit(there).netloc != urlsplit(here).netloc:
                response.close()
                raise aiohttp.ClientError(f"redirected to {there}")
        return response

    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0),
        timeout=aiohttp.ClientTimeout(total=timeout),
        middlewares=(stay,),
    ) as session:
        crawler = Crawler(session, urldefrag(start).url, limit)
        crawler.pump()
        try:
            return await crawler.over
        finally:
            crawler.over.cancel()
            left = list(crawler.running)
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)
