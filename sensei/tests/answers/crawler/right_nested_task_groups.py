"""Every page visits its own links in its own TaskGroup; a middleware refuses other hosts."""

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


async def crawl(start: str, *, limit: int = 10, timeout: float = 5.0) -> dict[str, Page | Failure]:
    start = urldefrag(start).url
    origin = urlsplit(start)
    pages: dict[str, Page | Failure | None] = {start: None}
    slots = asyncio.BoundedSemaphore(limit)

    def at_home(url: str) -> bool:
        try:
            parts = urlsplit(url)
            return (parts.hostname, parts.port) == (origin.hostname, origin.port)
        except ValueError:  # a port beyond 65535
            return False

    async def stay_at_home(request, handler):
        if request.url.host != origin.hostname or request.url.explicit_port != origin.port:
            raise aiohttp.ClientError(f"sent away to {request.url}")
        return await handler(request)

    async def visit(url: str) -> None:
        found: list[str] = []
        try:
            async with slots, asyncio.timeout(timeout), session.get(url) as response:
                response.raise_for_status()
                html = await response.text()
                fetched = datetime.now(UTC)
                if response.content_type in ("text/html", "application/xhtml+xml"):
                    found = links(str(response.url), html)
                pages[url] = Page(url, response.status, html, found, fetched)
        except (aiohttp.ClientError, OSError, ValueError, LookupError) as error:
            pages[url] = Failure(url, repr(error))
            return
        async with asyncio.TaskGroup() as children:
            for link in found:
                target = urldefrag(link).url
                if target not in pages and at_home(target):
                    pages[target] = None  # somebody is on the way
                    children.create_task(visit(target))

    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0),
        timeout=aiohttp.ClientTimeout(total=None),
        middlewares=[stay_at_home],
    ) as session:
        await visit(start)
    return pages
