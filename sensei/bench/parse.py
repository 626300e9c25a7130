"""bench parse: two parsers, and a process pool where it pays and where it does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sensei.bench.helper import once
from sensei.bench.machine import cores
from sensei.bench.measure import Row, Variant, interleave, ratio
from sensei.bench.pages import tree
from sensei.bench.report import Column, Table
from sensei.bench.settings import Settings

RUN = 120.0
"""Seconds that a run may take."""
MADE = {"small": "small pages (3 KB)", "large": "large pages (200 KB)"}
COLUMNS = (Column("rate", "pages/s"), Column("each", "ms a page", 2))
SLOW, FAST = "html.parser", "selectolax"
HERE, POOL, HANDED = "in this process", "process pool", "process pool, only handed over"


def bench(settings: Settings, tell: Callable[[str], None]) -> tuple[list[Table], list[str]]:
    """Links, then indexing, on small and on large pages, or on those of a folder."""
    if settings.tree:
        tree(settings.tree)  # a folder without pages is refused here, not in each row
    kinds = (
        {"tree": "pages of the folder"}
        if settings.tree
        else {"small": "small pages (3 KB)", "large": "large pages (200 KB)"}
    )
    tables, said = [], []
    for kind, words in kinds.items():
        tables += [_links(kind, words, settings, tell), _index(kind, words, settings, tell)]
        said += _sentences(words, list(tables[-1].rows))
    return tables, said


def _links(kind: str, words: str, settings: Settings, tell: Callable[[str], None]) -> Table:
    order = _order(kind, settings) | {"seconds": settings.seconds / 2}
    variants = [Variant(name, _run("find_links", order | {"parser": name})) for name in (SLOW, FAST)]
    title = f"links of {words}"
    return Table(title, COLUMNS, interleave(variants, settings.rounds, lambda text: tell(f"{title}, {text}")), "rate")


def _index(kind: str, words: str, settings: Settings, tell: Callable[[str], None]) -> Table:
    order = _order(kind, settings)
    count = settings.sizes[0] if settings.sizes else {"small": 1000, "large": 60}.get(kind, 300)
    pooled = order | {"count": count, "processes": cores()}
    ways: dict[str, tuple[str, dict[str, Any]]] = {
        HERE: ("in_process", order | {"seconds": settings.seconds / 2}),
        POOL: ("pool", pooled | {"work": True}),
        "build_index, reference": ("indexer", pooled | {"answer": None}),
        "build_index, yours": ("indexer", pooled | {"answer": str(settings.folder)}),
        HANDED: ("pool", pooled | {"work": False}),
    }
    title = f"indexing {words}, {cores()} processes in a pool"
    rows = interleave(
        [Variant(name, _run(*way)) for name, way in ways.items()],
        settings.rounds,
        lambda text: tell(f"{title}, {text}"),
    )
    return Table(title, COLUMNS, rows, "rate")


def _order(kind: str, settings: Settings) -> dict[str, Any]:
    return {"kind": kind, "folder": str(settings.tree) if settings.tree else None}


def _run(function: str, order: dict[str, Any]) -> Callable[[], dict[str, float]]:
    def run() -> dict[str, float]:
        rate = once(f"parses:{function}", RUN, **order)["rate"]
        return {"rate": rate, "each": 1000 / rate}

    return run


def _sentences(words: str, rows: list[Row]) -> list[str]:
    gain = ratio(rows, "rate", POOL, HERE)
    found = {row.name: row.figures["each"].median for row in rows if row.figures}
    if gain is None or HANDED not in found:
        return []
    verdict = "pays" if gain > 1.1 else "loses" if gain < 0.95 else "gains nothing"
    return [
        f"{words}: a process pool {verdict} ({gain:.2f}): "
        f"handing a page over costs {found[HANDED]:.2f} ms, the work on it {found[HERE]:.2f} ms"
    ]
