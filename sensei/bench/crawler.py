"""bench crawler: a site with a latency, fetched and indexed in several ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sensei.bench.helper import Helper, once
from sensei.bench.machine import cores
from sensei.bench.measure import Row, RunFailed, Variant, interleave, ratio
from sensei.bench.pages import BASE, made, reachable, tree, words
from sensei.bench.report import Column, Table
from sensei.bench.settings import Settings

LIMIT = 100
"""Requests in flight at most, in every variant but the first."""
RUN = 180.0
"""Seconds that a run may take."""
COLUMNS = (Column("rate", "pages/s"), Column("seconds", "seconds", 2))
SERIAL, THREADS = "one at a time", f"thread pool of {LIMIT}"
CRAWL, INDEXER = "asyncio, reference", "asyncio + processes, reference"
LOOP = "asyncio, indexed on the loop"
RAW, FETCHED = "bare requests, the same work", "bare requests, only fetched"


def bench(settings: Settings, tell: Callable[[str], None]) -> tuple[list[Table], list[str]]:
    """One table, and what it says in words."""
    count = settings.sizes[0] if settings.sizes else 100 if settings.quick else 500
    pages = tree(settings.tree) if settings.tree else made(count)
    found = reachable(pages)
    expected = {"pages": len(found), "words": sum(sum(words(html).values()) for html in found.values())}
    where = str(settings.tree) if settings.tree else None
    with Helper("site_server:serve", folder=where, count=count, latency=settings.latency) as site:
        home = f"http://127.0.0.1:{site.hear()['port']}/"
        urls = [home + url.removeprefix(BASE) for url in found]
        rows = interleave(_variants(home, urls, expected, settings), settings.rounds, tell)
    kind = "of the folder" if settings.tree else "small"
    title = f"{len(found)} pages, {kind}, each {settings.latency * 1000:g} ms after it was asked for; all indexed"
    return [Table(title, COLUMNS, rows, "rate", {"pages": len(found)})], _sentences(rows)


def _variants(home: str, urls: list[str], expected: dict[str, int], settings: Settings) -> list[Variant]:
    limit, processes, yours = LIMIT, cores(), str(settings.folder)
    indexing: dict[str, Any] = {"urls": urls, "limit": limit, "processes": processes}
    whole: dict[str, tuple[str, dict[str, Any]]] = {
        SERIAL: ("one_at_a_time", {"start": home}),
        THREADS: ("threads", {"start": home, "limit": limit}),
        CRAWL: ("crawl", {"start": home, "limit": limit, "folder": None}),
        "asyncio, yours": ("crawl", {"start": home, "limit": limit, "folder": yours}),
        RAW: ("raw", {"start": home, "limit": limit}),
        LOOP: ("on_the_loop", {"urls": urls, "limit": limit}),
        INDEXER: ("indexer", indexing | {"folder": None}),
        "asyncio + processes, yours": ("indexer", indexing | {"folder": yours}),
    }
    variants = [Variant(name, _run(*one, expected)) for name, one in whole.items()]
    only_fetched = _run("only_fetch", {"urls": urls, "limit": limit}, {"pages": len(urls)})
    return [*variants, Variant(FETCHED, only_fetched)]


def _run(function: str, order: dict[str, Any], expected: dict[str, int]) -> Callable[[], dict[str, float]]:
    def run() -> dict[str, float]:
        found = once(f"crawls:{function}", RUN, **order)
        for what, number in expected.items():
            if found[what] != number:
                raise RunFailed(f"it found {found[what]} {what} where there are {number}")
        return {"rate": found["pages"] / found["seconds"], "seconds": found["seconds"]}

    return run


def _sentences(rows: list[Row]) -> list[str]:
    said = [
        "the last four are given a list of the addresses; all others find their pages by links",
    ]
    for upper, lower in ((CRAWL, SERIAL), (CRAWL, RAW), (INDEXER, LOOP)):
        found = ratio(rows, "rate", upper, lower)
        if found is not None:
            said.append(f"{upper}: {found:.2f} times {lower}")
    return said
