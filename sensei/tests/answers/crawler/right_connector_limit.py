"""TCPConnector(limit=...) is the bound; the clock of a page stands still in its queue."""

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


class Watch:
    """The time left to one page; it stands still in the connector's queue."""

    def __init__(self, seconds: float) -> None:
        self.left, self.alarm = seconds, asyncio.timeout(None)

    def run(self) -> None:
        if self.alarm.when() is None:
            self.alarm.reschedule(asyncio.get_running_loop().time() + self.left)

    def rest(self) -> None:
        self.left = self.alarm.when() - asyncio.get_running_loop().time()
        self.alarm.reschedule(None)


async def connected(session, context, params) -> None:
    context.trace_request_ctx.run()


async def redirected(session, context, params) -> None:
    context.trace_request_ctx.rest()
    target = params.url.join(params.url.__class__(params.response.headers.get("Location", "")))
    if (target.host, target.port) != (params.url.host, params.url.port):
        raise aiohttp.ClientError(f"leads away to {target}")


async def crawl(start: str, *, limit: int = 10, timeout: float = 5.0) -> dict[str, Page | Failure]:
    trace = aiohttp.TraceConfig()
    trace.on_connection_create_start.append(connected)
    trace.on_connection_reuseconn.append(connected)
    trace.on_request_redirect.append(redirected)
    results: dict[str, Page | Failure] = {}
    known: set[str] = set()
    site = urlsplit(start).netloc

    async def visit(url: str) -> None:
        watch = Watch(timeout)
        try:
            async with watch.alarm, session.get(url, trace_request_ctx=watch) as response:
                html, fetched = await response.text(), datetime.now(UTC)
            found = links(str(response.url), html) if response.content_type == "text/html" else []
            results[url] = Page(url, response.status, html, found, fetched)
        except (aiohttp.ClientError, OSError, ValueError, LookupError) as error:
            results[url] = Failure(url, repr(error))
        else:
            schedule(link for link in found if urlsplit(link).netloc == site)

    def schedule(addresses) -> None:
        fresh = {urldefrag(address).url for address in addresses} - known
        known.update(fresh)
        for url in fresh:
            group.create_task(visit(url))

    async with (
        aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=limit),
            timeout=aiohttp.ClientTimeout(),
            raise_for_status=True,
            trace_configs=[trace],
        ) as session,
        asyncio.TaskGroup() as group,
    ):
        schedule([start])
    return results
