"""The learner's indexer on a folder of HTML, served by a server of ours; then it answers words."""

from __future__ import annotations

import asyncio
import os
import time
from argparse import Namespace
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
from aiohttp import web
from rich.table import Table
from rich.text import Text

from sensei.errors import Mistake
from sensei.play import progress, word_index
from sensei.play.keyboard import Keyboard
from sensei.play.work import Work, Wrong
from sensei.screen import visible
from sensei.words import DONE

CANCELLING = 5.0
"""Seconds for an index that has been cancelled to end; the pages in the workers may be waited for."""
STILL = 10.0
"""Seconds in which something should have been fetched."""
MOST_ROWS = 10


async def play(work: Work, options: Namespace) -> int:
    """Index, then answer until Ctrl-D or Ctrl-C. `Mistake` if there is no HTML; `Wrong` if the answer fails."""
    folder = Path(options.folder)
    paths = sorted(one.relative_to(folder).as_posix() for one in _html_files(folder))
    if not paths:
        raise Mistake(f"there is no .html file in {options.folder}: name a folder of HTML")
    keyboard = Keyboard("word> ")
    async with _serving(folder) as origin:
        report = await _index(work, options, [f"{origin}/{quote(path)}" for path in paths])
        if report is None:
            return DONE
        pages = {url.removeprefix(f"{origin}/"): page for url, page in report.pages.items()}
        _table(work, [(visible(why), url.removeprefix(origin)) for url, why in report.failures.items()], "failure")
    if not pages:
        raise Wrong("no page was indexed")
    await _answer(work, keyboard, pages)
    return DONE


def _html_files(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name) for name in names if name.lower().endswith((".html", ".htm")))


@asynccontextmanager
async def _serving(folder: Path) -> AsyncIterator[str]:
    """The origin of a server of that folder, on our loop and not on the answer's."""
    application = web.Application()
    application.router.add_static("/", folder)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


class _Fetching:
    """What the answer is given to fetch with, and how far it is."""

    def __init__(self, urls: list[str]) -> None:
        self.urls = urls
        self.done = 0

    async def run(self, build_index: Any, options: Namespace) -> Any:
        """On the answer's loop."""
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as self.session:
            return await build_index(
                self.urls, self.fetch, word_index.index, limit=options.limit, processes=options.processes
            )

    async def fetch(self, url: str) -> str:
        try:
            async with self.session.get(url, raise_for_status=True) as response:
                return await response.text(errors="replace")
        finally:
            self.done += 1

    def count(self) -> progress.Count:
        return self.done, len(self.urls)


async def _index(work: Work, options: Namespace, urls: list[str]) -> Any:
    """The report; None if it was ended by Ctrl-C."""
    build_index = work.find("build_index")
    work.screen.say(f"\n{work.file} indexes {len(urls)} pages in {options.processes} processes", "bold", 2)
    fetching, began = _Fetching(urls), time.monotonic()
    begun = work.begin(lambda: fetching.run(build_index, options))
    try:
        await progress.show(work, begun, fetching.count, "pages fetched", STILL)
    except asyncio.CancelledError:
        begun.cancel()
        work.screen.say(f"ended: {fetching.done} of {len(urls)} pages had been fetched; no index is kept", indent=2)
        if left := await work.left_behind(CANCELLING):
            work.screen.trouble(f"cancelled, and there is still {', '.join(left[:3])}", work.standing())
        return None
    seconds = time.monotonic() - began
    report = await work.result("build_index()", begun)
    if not isinstance(getattr(report, "pages", None), dict) or not isinstance(getattr(report, "failures", None), dict):
        raise Wrong(f"build_index() returned {report!r:.100}, and not a Report")
    rate = len(report.pages) / max(seconds, 0.001)
    work.screen.say(f"{len(report.pages)} pages in {seconds:.1f} s: {rate:.0f} a second", indent=2)
    if missing := set(urls) - set(report.pages) - set(report.failures):
        work.screen.trouble(f"{len(missing)} URLs are neither in pages nor in failures, {min(missing)} for one")
    return report


async def _answer(work: Work, keyboard: Keyboard, pages: dict[str, Any]) -> None:
    work.screen.say("type words; Ctrl-D ends\n", indent=2)
    while (line := await keyboard.line()) is not None:
        if not line.strip():
            continue
        found = word_index.search(pages, line)
        rows = [(str(times), f"/{url}  {visible(pages[url].title)}") for url, times in found]
        _table(work, rows, "times")
        if not found:
            work.screen.say("on no page", "yellow", 2)


def _table(work: Work, rows: list[tuple[str, str]], head: str) -> None:
    if not rows:
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 2), header_style="dim")
    table.add_column(head, overflow="fold")
    table.add_column("page", overflow="fold")
    for left, right in rows[:MOST_ROWS]:
        table.add_row(Text(left), Text(right))
    work.screen.console.print(table)
    if len(rows) > MOST_ROWS:
        work.screen.say(f"and {len(rows) - MOST_ROWS} more", "dim", 2)
