"""Holds its place while its links are visited: a chain longer than `limit` waits for ever.

first to fail: a limit of one is one at a time
"""

from __future__ import annotations

import asyncio
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


async def fetch(session, url):
    site, address = urlsplit(url).netloc, url
    for _ in range(10):
        async with session.get(address, allow_redirects=False) as response:
            if response.status >= 400:
                return Failure(url, f"status {response.status}")
            if response.status in (301, 302, 303, 307, 308):
                address = urljoin(address, response.headers.get("Location", ""))
                if urlsplit(address).netloc != site:
                    return Failure(url, f"redirected to {address}")
                continue
            html = await response.text()
            fetched = datetime.now(UTC)
            found = links(address, html) if response.content_type == "text/html" else []
            return Page(url, response.status, html, found, fetched)
    return Failure(url, "too many redirects")


async def crawl(start: str, *, limit: int = 10, timeout: float = 5.0) -> dict[str, Page | Failure]:
    start = urldefrag(start).url
    results = {}
    seen = {start}
    gate = asyncio.Semaphore(limit)

    async def visit(url):
        async with gate:
            try:
                async with asyncio.timeout(timeout):
                    results[url] = await fetch(session, url)
            except (aiohttp.ClientError, OSError, ValueError, LookupError) as error:
                results[url] = Failure(url, repr(error))
            async with asyncio.TaskGroup() as group:
                for link in getattr(results[url], "links", []):
                    link = urldefrag(link).url
                    if urlsplit(link).netloc == urlsplit(start).netloc and link not in seen:
                        seen.add(link)
                        group.create_task(visit(link))

    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=None)
    ) as session:
        await visit(start)
    return results
