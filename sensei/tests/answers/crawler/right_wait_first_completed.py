"""A frontier and a set of at most `limit` tasks, refilled after wait(FIRST_COMPLETED)."""

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


class Astray(Exception):
    """The page cannot be had."""


async def download(session, url: str, timeout: float) -> Page:
    here = url
    async with asyncio.timeout(timeout):
        for _ in range(20):
            async with session.get(here, allow_redirects=False) as response:
                if response.status >= 400:
                    raise Astray(f"{response.status} {response.reason}")
                if not (300 <= response.status < 400 and "Location" in response.headers):
                    body = await response.read()
                    moment = datetime.now(UTC)
                    break
                there = urljoin(here, response.headers["Location"])
                if urlsplit(there).netloc != urlsplit(here).netloc:
                    raise Astray(f"moved to {there}")
                here = there
        else:
            raise Astray("redirected in circles")
    if response.content_type != "text/html":
        text = body.decode(response.charset or "utf-8", errors="replace")
        return Page(url, response.status, text, [], moment)
    html = body.decode(response.charset or "utf-8")
    return Page(url, response.status, html, links(here, html), moment)


async def crawl(start: str, *, limit: int = 10, timeout: float = 5.0) -> dict[str, Page | Failure]:
    start = urldefrag(start).url
    results: dict[str, Page | Failure] = {}
    frontier, seen = deque([start]), {start}
    running: dict[asyncio.Task[Page], str] = {}
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=None), timeout=aiohttp.ClientTimeout(None)
    ) as session:
        try:
            while frontier or running:
                while frontier and len(running) < limit:
                    url = frontier.popleft()
                    running[asyncio.create_task(download(session, url, timeout))] = url
                done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    url = running.pop(task)
                    try:
                        results[url] = page = task.result()
                    except (Astray, aiohttp.ClientError, OSError, ValueError, LookupError) as why:
                        results[url] = Failure(url, str(why) or type(why).__name__)
                        continue
                    for link in page.links:
                        link, _ = urldefrag(link)
                        if urlsplit(link).netloc == urlsplit(start).netloc and link not in seen:
                            seen.add(link)
                            frontier.append(link)
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
    return results
