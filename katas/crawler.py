"""crawler: every page of a site, so many at a time.

level 2 · 45 minutes · aiohttp, bounded concurrency, errors · Programs

    >>> asyncio.run(crawl("http://127.0.0.1:8000/", limit=5))
    {'http://127.0.0.1:8000/': Page(...), 'http://127.0.0.1:8000/gone': Failure(...)}

Fetch `start` and every page that its links lead to on the same host and port, with aiohttp.

- The keys are the URLs asked for, without fragments (`#top`). Each URL is fetched once; cycles end.
- Never more than `limit` requests are in flight, and as many as that when there is work. One session.
- A status of 400 or more, a refused or broken connection, a body that cannot be decoded, or no answer
  within `timeout` seconds gives a Failure, and the crawl goes on.
- A response that is not HTML is a Page with no links. `fetched` is an aware datetime in UTC: the moment
  when the body had been read.
- Redirects are followed inside the host, and the page stands under the URL asked for; a redirect to
  another host is a Failure.
- Nothing (session, task, connection) is left open, whether it ends, fails or is cancelled.

`Page`, `Failure` and `links` are given.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

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
    raise NotImplementedError("write crawl in katas/crawler.py")
