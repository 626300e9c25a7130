"""Waits for the first of its tasks, and looks up every tenth of a second."""

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
    start = urldefrag(start).url
    home = urlsplit(start).netloc
    waiting, found, running = [start], {start: None}, set()
    urls = {}

    async def one(session, url):
        where = url
        try:
            async with asyncio.timeout(timeout):
                for _ in range(20):
                    async with session.get(where, allow_redirects=False) as response:
                        if response.status in (301, 302, 303, 307, 308) and "Location" in response.headers:
                            where = urljoin(where, response.headers["Location"])
                            if urlsplit(where).netloc != home:
                                return Failure(url, "leaves the host"), []
                            continue
                        if response.status >= 400:
                            return Failure(url, f"status {response.status}"), []
                        raw = b""
                        async for chunk in response.content.iter_any():
                            raw += chunk
                        fetched = datetime.now(UTC)
                        html = raw.decode(response.charset or "utf-8")
                        links_ = links(where, html) if "html" in response.content_type else []
                        return Page(url, response.status, html, links_, fetched), links_
                return Failure(url, "too many redirects"), []
        except (aiohttp.ClientError, TimeoutError, ValueError, LookupError, OSError) as error:
            return Failure(url, repr(error)), []

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0, force_close=True), timeout=aiohttp.ClientTimeout(total=None)) as session:
        try:
            while waiting or running:
                while waiting and len(running) < limit:
                    url = waiting.pop()
                    task = asyncio.create_task(one(session, url))
                    urls[task] = url
                    running.add(task)
                done, _ = await asyncio.wait(running, timeout=0.1, return_when="FIRST_COMPLETED")
                for task in done:
                    found[urls[task]], more = task.result()
                    for link in more:
                        link = urldefrag(link).url
                        if link not in found and urlsplit(link).netloc == home:
                            found[link] = None
                            waiting.append(link)
                running -= done
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
    return found
