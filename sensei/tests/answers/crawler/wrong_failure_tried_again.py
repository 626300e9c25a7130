"""Fetches what failed a second time.

first to fail: errors are failures and the crawl goes on
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urldefrag, urljoin, urlsplit

import aiohttp
from selectolax.lexbor import LexborHTMLParser


@dataclass(frozen=True)
class Page:
    """What was found at a URL."""

    url: str
    status: int
    html: str
    links: list[str]
    fetched: datetime


@dataclass(frozen=True)
class Failure:
    """Why there is no page at a URL."""

    url: str
    reason: str


def links(base_url: str, html: str) -> list[str]:
    """The absolute http(s) addresses that a page links to."""
    absolute = []
    for node in LexborHTMLParser(html).css("a[href]"):
        with suppress(ValueError):  # "http://[" is no address
            absolute.append(urljoin(base_url, (node.attributes.get("href") or "").strip()))
    return [url for url in absolute if url.startswith(("http://", "https://"))]


async def crawl(start: str, *, limit: int = 10, timeout: float = 5.0) -> dict[str, Page | Failure]:
    """Fetch `start` and what it leads to on its host; `timeout` is in seconds and for one request."""
    home = urlsplit(start).netloc.lower()
    found: dict[str, Page | Failure] = {}
    seen: set[str] = set()
    slots = asyncio.Semaphore(limit)

    async def visit(url: str) -> None:
        async with slots:
            found[url] = await _fetch(session, url, home)
            if isinstance(found[url], Failure):
                found[url] = await _fetch(session, url, home)
        for link in getattr(found[url], "links", []):
            send_to(link)

    def send_to(link: str) -> None:
        url = urldefrag(link).url
        if url not in seen and urlsplit(url).netloc.lower() == home:
            seen.add(url)
            visits.create_task(visit(url))

    async with (
        aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0),  # the semaphore bounds; aiohttp's own limit is 100
            timeout=aiohttp.ClientTimeout(total=timeout),
        ) as session,
        asyncio.TaskGroup() as visits,
    ):
        send_to(start)
    return found


async def _fetch(session: aiohttp.ClientSession, url: str, home: str) -> Page | Failure:
    try:
        async with session.get(url, raise_for_status=True) as response:
            for step in (*response.history, response):
                if step.url.raw_authority != home:
                    return Failure(url, f"redirected to another host: {step.url}")
            html = await response.text()
            fetched = datetime.now(UTC)
    except (aiohttp.ClientError, TimeoutError, UnicodeDecodeError, LookupError) as error:
        return Failure(url, f"{type(error).__name__}: {error}")
    is_html = response.content_type in ("text/html", "application/xhtml+xml")
    return Page(url, response.status, html, links(str(response.url), html) if is_html else [], fetched)
