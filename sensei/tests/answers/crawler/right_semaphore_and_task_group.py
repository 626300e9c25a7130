"""A task per URL in one TaskGroup, a Semaphore around each; a trace guards redirects."""

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


async def stay(session, context, redirect) -> None:
    target = urljoin(str(redirect.url), redirect.response.headers.get("Location", ""))
    if urlsplit(target).netloc != redirect.url.raw_authority:
        raise aiohttp.ClientError(f"redirected to {target}")


async def fetch(session: aiohttp.ClientSession, url: str) -> Page | Failure:
    try:
        async with session.get(url) as response:
            response.raise_for_status()
            body = await response.read()
            fetched = datetime.now(UTC)
            is_html = response.content_type == "text/html"
            html = body.decode(response.get_encoding(), "strict" if is_html else "replace")
            found = links(str(response.url), html) if is_html else []
            return Page(url, response.status, html, found, fetched)
    except (aiohttp.ClientError, OSError, ValueError, LookupError) as error:
        return Failure(url, f"{type(error).__name__}: {error}")


async def crawl(start: str, *, limit: int = 10, timeout: float = 5.0) -> dict[str, Page | Failure]:
    results: dict[str, Page | Failure] = {}
    seen: set[str] = set()
    gate = asyncio.Semaphore(limit)
    site = urlsplit(start).netloc

    async def visit(url: str) -> None:
        async with gate:
            results[url] = page = await fetch(session, url)
        if isinstance(page, Page):
            for link in page.links:
                if urlsplit(link).netloc == site:
                    discover(link)

    def discover(link: str) -> None:
        url = urldefrag(link).url
        if url not in seen:
            seen.add(url)
            group.create_task(visit(url))

    guard = aiohttp.TraceConfig()
    guard.on_request_redirect.append(stay)
    async with (
        aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0),
            timeout=aiohttp.ClientTimeout(total=timeout),
            trace_configs=[guard],
        ) as session,
        asyncio.TaskGroup() as group,
    ):
        discover(start)
    return results
