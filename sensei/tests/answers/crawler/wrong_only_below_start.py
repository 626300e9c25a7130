"""startswith(start) as the test of the site: from /docs/ the page /about is never found.

first to fail: links are meant from the page that they stand on
"""

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


async def attempt(session, url, timeout):
    try:
        async with asyncio.timeout(timeout):
            return await fetch(session, url)
    except (aiohttp.ClientError, OSError, ValueError, LookupError) as error:
        return Failure(url, repr(error))


async def crawl(start: str, *, limit: int = 10, timeout: float = 5.0) -> dict[str, Page | Failure]:
    start = urldefrag(start).url
    results = {}
    frontier, seen, running = deque([start]), {start}, set()
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=None)
    ) as session:
        try:
            while frontier or running:
                while frontier and len(running) < limit:
                    url = frontier.popleft()
                    running.add(asyncio.create_task(attempt(session, url, timeout)))
                done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    outcome = task.result()
                    results[outcome.url] = outcome
                    for link in getattr(outcome, "links", []):
                        link = urldefrag(link).url
                        if link.startswith(start) and link not in seen:
                            seen.add(link)
                            frontier.append(link)
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
    return results
