"""An async generator yields outcomes as they come; crawl feeds it the new addresses with asend."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import aclosing, suppress
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


async def outcomes(fetch, limit: int):
    """Takes lists of URLs by asend(), yields one outcome at a time, and None when all is done."""
    arrived: asyncio.Queue[Page | Failure] = asyncio.Queue()
    waiting: deque[str] = deque()
    tasks: set[asyncio.Task[None]] = set()

    async def run(url: str) -> None:
        arrived.put_nowait(await fetch(url))

    outcome = None
    try:
        while True:
            waiting.extend((yield outcome) or ())
            while waiting and len(tasks) < limit:
                tasks.add(asyncio.create_task(run(waiting.popleft())))
            if not tasks:
                return
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            finished = next(task for task in tasks if task.done())
            tasks.discard(finished)
            finished.result()
            outcome = arrived.get_nowait()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def crawl(start: str, *, limit: int = 10, timeout: float = 5.0) -> dict[str, Page | Failure]:
    start = urldefrag(start).url
    site = urlsplit(start).netloc
    results: dict[str, Page | Failure] = {}
    seen = {start}

    async def read(url: str) -> Page | Failure:
        address = url
        for _ in range(10):
            async with session.get(address, allow_redirects=False) as response:
                if response.status >= 400:
                    return Failure(url, f"status {response.status}")
                if not response.headers.get("Location") or response.status < 300:
                    html, fetched = await response.text(), datetime.now(UTC)
                    found = links(address, html) if response.content_type == "text/html" else []
                    return Page(url, response.status, html, found, fetched)
                address = urljoin(address, response.headers["Location"])
                if urlsplit(address).netloc != site:
                    return Failure(url, f"redirected to {address}")
        return Failure(url, "redirected in circles")

    async def fetch(url: str) -> Page | Failure:
        try:
            async with asyncio.timeout(timeout):
                return await read(url)
        except (aiohttp.ClientError, OSError, ValueError, LookupError) as error:
            return Failure(url, repr(error))

    async with (
        aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=limit), timeout=aiohttp.ClientTimeout(total=None)
        ) as session,
        aclosing(outcomes(fetch, limit)) as stream,
    ):
        await anext(stream)
        new = [start]
        with suppress(StopAsyncIteration):
            while True:
                outcome = await stream.asend(new)
                results[outcome.url] = outcome
                found = getattr(outcome, "links", [])
                new = list(dict.fromkeys(urldefrag(link).url for link in found))
                new = [url for url in new if urlsplit(url).netloc == site and url not in seen]
                seen.update(new)
    return results
