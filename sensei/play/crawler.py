"""The learner's crawler on a site of their choice.

`crawl` gives its pages at the end. What is shown before is seen from outside: the requests that aiohttp makes in this
process, and the addresses that the given `links` finds.
"""

from __future__ import annotations

import asyncio
import time
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from urllib.parse import urldefrag, urlsplit

import aiohttp
from rich.table import Table
from rich.text import Text

from sensei.play import progress
from sensei.play.work import Work, Wrong
from sensei.screen import visible
from sensei.words import DONE, NOT_GREEN

CANCELLING = 3.0
"""Seconds for a crawl that has been cancelled to end."""
STILL = 5.0
"""Seconds beyond the timeout of one request after which a crawl should have moved."""
MOST_ROWS = 12
"""Reasons that are shown."""
MOST_PAGES = 4
"""Pages that are shown of each."""
FIRST_ERROR = 400


async def play(work: Work, options: Namespace) -> int:
    """Crawl and show what was found; 0 if there is a page. `Wrong` if the answer fails, or gives something else."""
    crawl = work.find("crawl")
    seen = Seen(options.url, options.pages)
    seen.watch(work)
    work.screen.say(f"\n{work.file} crawls {options.url}, {options.limit} requests at a time", "bold", 2)
    began = time.monotonic()
    begun = work.begin(lambda: crawl(options.url, limit=options.limit, timeout=options.timeout))
    try:
        await progress.show(work, begun, seen.count, "pages", options.timeout + STILL)
    except asyncio.CancelledError:
        seconds = time.monotonic() - began
        await _cancel(work, begun)
        return _report_what_was_seen(work, seen, seconds)
    seconds = time.monotonic() - began
    found = await work.result("crawl()", begun)
    return _report(work, found, seen, seconds)


async def _cancel(work: Work, begun: asyncio.Future[Any]) -> None:
    begun.cancel()
    if left := await work.left_behind(CANCELLING):
        work.screen.trouble(
            f"cancelled, and {CANCELLING:g} s later there is still {', '.join(left[:3])}", work.standing()
        )


@dataclass
class Seen:
    """Of a crawl, from outside."""

    start: str
    most: int
    known: set[str] = field(default_factory=set)
    fetched: dict[str, int] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    cut: bool = False

    def watch(self, work: Work) -> None:
        """Look at every aiohttp session and every call of `links` in this process from now on."""
        self.known.add(urldefrag(self.start).url)
        self.home = urlsplit(self.start).netloc.lower()
        _trace_sessions(self._trace())
        links = getattr(work.module, "links", None)
        if callable(links):
            work.module.links = lambda base, html: self._let_through(links(base, html))  # type: ignore[attr-defined]

    def count(self) -> progress.Count:
        """How many are done, of how many that are known."""
        done = len(self.fetched) + len(self.failed)
        return done, max(done, len(self.known))

    def _let_through(self, links: Iterable[str]) -> list[str]:
        """The contract has no bound for pages: beyond ours the crawler is not shown any new address."""
        shown = []
        for link in links:
            url = urldefrag(link).url
            at_home = urlsplit(url).netloc.lower() == self.home
            if at_home and url not in self.known:
                if len(self.known) >= self.most:
                    self.cut = True
                    continue
                self.known.add(url)
            shown.append(link)
        return shown

    def _trace(self) -> aiohttp.TraceConfig:
        trace = aiohttp.TraceConfig()

        async def answered(session: Any, context: SimpleNamespace, params: aiohttp.TraceRequestEndParams) -> None:
            if params.response.status >= FIRST_ERROR:
                self.failed[str(params.url)] = f"{params.response.status} {params.response.reason}"
            else:
                self.fetched[str(params.url)] = params.response.status

        async def failed(session: Any, context: SimpleNamespace, params: aiohttp.TraceRequestExceptionParams) -> None:
            if not isinstance(params.exception, asyncio.CancelledError):
                self.failed[str(params.url)] = _reason(params.exception)

        trace.on_request_end.append(answered)
        trace.on_request_exception.append(failed)
        return trace


def _reason(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".rstrip(": ")


def _trace_sessions(trace: aiohttp.TraceConfig) -> None:
    """`crawl` makes its own session, so each session of this process is made with that trace."""
    plain = aiohttp.ClientSession.__init__

    def traced(self: aiohttp.ClientSession, *args: Any, **options: Any) -> None:
        options["trace_configs"] = [*(options.get("trace_configs") or []), trace]
        plain(self, *args, **options)

    aiohttp.ClientSession.__init__ = traced  # type: ignore[method-assign]


def _report(work: Work, found: Any, seen: Seen, seconds: float) -> int:
    if not isinstance(found, dict):
        raise Wrong(f"crawl() returned {found!r:.100}, and not a dict of Page and Failure")
    failures = {str(url): str(one.reason) for url, one in found.items() if hasattr(one, "reason")}
    pages = [url for url, one in found.items() if hasattr(one, "html")]
    if strange := [url for url, one in found.items() if not hasattr(one, "reason") and not hasattr(one, "html")]:
        raise Wrong(f"crawl() gives for {strange[0]!r} {found[strange[0]]!r:.100}, and not a Page or a Failure")
    rate = len(found) / max(seconds, 0.001)
    work.screen.say(
        f"{_number(len(pages), 'page')} and {_number(len(failures), 'failure')} in {seconds:.1f} s: "
        f"{rate:.0f} a second\n",
        indent=2,
    )
    if seen.cut:
        work.screen.say(f"there is more: it was shown {seen.most} addresses, and --pages N shows it more\n", indent=2)
    _table(work, failures)
    return DONE if pages else NOT_GREEN


def _report_what_was_seen(work: Work, seen: Seen, seconds: float) -> int:
    fetched, failed = len(seen.fetched), len(seen.failed)
    work.screen.say(
        f"ended after {seconds:.1f} s: {_number(fetched, 'answer')} and {_number(failed, 'failure')} were seen, "
        f"{(fetched + failed) / max(seconds, 0.001):.0f} a second, and {len(seen.known)} addresses\n",
        indent=2,
    )
    if not fetched and not failed:
        work.screen.say("no answer to a request of an aiohttp session was seen\n", "yellow", 2)
    _table(work, seen.failed)
    return DONE


def _table(work: Work, failures: dict[str, str]) -> None:
    """One row for each reason, the most frequent first, with some of its pages."""
    if not failures:
        return
    alike: dict[str, list[str]] = {}
    for url, reason in failures.items():
        alike.setdefault(_without(url, reason), []).append(urlsplit(url)._replace(scheme="", netloc="").geturl())
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 2), header_style="dim")
    table.add_column("failures", justify="right")
    table.add_column("why", overflow="fold")
    table.add_column("at", overflow="fold")
    rows = sorted(alike.items(), key=lambda row: (-len(row[1]), row[0]))
    for reason, paths in rows[:MOST_ROWS]:
        shown = sorted(paths)[:MOST_PAGES] + ([f"and {len(paths) - MOST_PAGES} more"] if paths[MOST_PAGES:] else [])
        table.add_row(str(len(paths)), Text(visible(reason)), Text("\n".join(map(visible, shown))))
    work.screen.console.print(table)
    if len(rows) > MOST_ROWS:
        work.screen.say(f"and {len(rows) - MOST_ROWS} other reasons", "dim", 2)
    work.screen.say()


def _without(url: str, reason: str) -> str:
    """Many errors of aiohttp name the URL, which would make each of them a reason of its own."""
    return reason.replace(f", url={url!r}", "").replace(f": {url}", "").replace(url, "it")


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
