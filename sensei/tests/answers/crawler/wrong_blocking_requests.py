"""A blocking http.client inside a coroutine: the loop stands still during every request.

first to fail: fetches the first page
"""

from __future__ import annotations

import asyncio
import contextlib
import http.client
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urldefrag, urljoin, urlsplit

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


def fetch(url, timeout):
    site, address = urlsplit(url).netloc, url
    for _ in range(10):
        connection = http.client.HTTPConnection(site, timeout=timeout)
        with contextlib.closing(connection):
            parts = urlsplit(address)
            connection.request("GET", (parts.path or "/") + (parts.query and f"?{parts.query}"))
            response = connection.getresponse()
            if response.status >= 400:
                return Failure(url, f"status {response.status}")
            if response.status in (301, 302, 303, 307, 308):
                address = urljoin(address, response.getheader("Location", ""))
                if urlsplit(address).netloc != site:
                    return Failure(url, f"redirected to {address}")
                continue
            html = response.read().decode(response.headers.get_content_charset("utf-8"))
            fetched = datetime.now(UTC)
            is_html = response.headers.get_content_type() == "text/html"
            found = links(address, html) if is_html else []
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
                results[url] = fetch(url, timeout)
            except (http.client.HTTPException, OSError, ValueError, LookupError) as error:
                results[url] = Failure(url, repr(error))
        for link in getattr(results[url], "links", []):
            link = urldefrag(link).url
            if urlsplit(link).netloc == urlsplit(start).netloc and link not in seen:
                seen.add(link)
                group.create_task(visit(link))

    async with asyncio.TaskGroup() as group:
        group.create_task(visit(start))
    return results
