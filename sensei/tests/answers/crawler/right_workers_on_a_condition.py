"""Workers share a list under a Condition and go home when it is empty and nobody is busy."""

from __future__ import annotations

import asyncio
import time
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


async def crawl(start: str, *, limit: int = 10, timeout: float = 5.0) -> dict[str, Page | Failure]:
    todo = [urldefrag(start).url]
    seen = set(todo)
    site = urlsplit(start).netloc
    results: dict[str, Page | Failure] = {}
    news = asyncio.Condition()
    busy = 0

    async def get(url: str) -> Page | Failure:
        address, hops = url, 0
        while True:
            async with session.get(address, allow_redirects=False) as response:
                if response.status >= 400:
                    return Failure(url, f"answered {response.status}")
                if response.status in (301, 302, 303, 307, 308):
                    address, hops = urljoin(address, response.headers.get("Location", "")), hops + 1
                    if hops > 10 or urlsplit(address).netloc != site:
                        return Failure(url, f"redirect number {hops} to {address}")
                    continue
                html = await response.text()
                now = datetime.fromtimestamp(time.time(), UTC)
                found = links(address, html) if response.content_type == "text/html" else []
                return Page(url, response.status, html, found, now)

    def something_to_do_or_over() -> bool:
        return bool(todo) or not busy

    async def work() -> None:
        nonlocal busy
        while True:
            async with news:
                await news.wait_for(something_to_do_or_over)
                if not todo:
                    return
                url = todo.pop()
                busy += 1
            found: list[str] = []
            try:
                async with asyncio.timeout(timeout):
                    results[url] = await get(url)
                found = getattr(results[url], "links", found)
            except (aiohttp.ClientError, OSError, ValueError, LookupError) as error:
                results[url] = Failure(url, repr(error))
            async with news:
                for link in dict.fromkeys(urldefrag(link).url for link in found):
                    if link not in seen and urlsplit(link).netloc == site:
                        seen.add(link)
                        todo.append(link)
                busy -= 1
                news.notify_all()

    async with (
        aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=limit), timeout=aiohttp.ClientTimeout(total=None)
        ) as session,
        asyncio.TaskGroup() as group,
    ):
        for _ in range(limit):
            group.create_task(work())
    return results
