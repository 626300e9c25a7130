"""The ways to work on pages without a network that are measured, each called in a process of its own."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from reference.crawler import links
from sensei.bench.at_work import load
from sensei.bench.pages import BASE, hand_over, index, made, slow_links, tree

CHUNK = 20
"""Pages between two looks at the clock."""


def pages(kind: str, folder: str | None) -> list[str]:
    """`small`: 3 KB each; `large`: 200 KB each; `tree`: those of a folder."""
    if kind == "tree":
        return list(tree(Path(str(folder))).values())
    return list(made(50).values()) if kind == "small" else list(made(10, 10_000).values())


def find_links(kind: str, folder: str | None, seconds: float, parser: str) -> dict[str, Any]:
    """Pages a second whose links one parser finds."""
    find = {"html.parser": slow_links, "selectolax": links}[parser]
    return _rate(pages(kind, folder), seconds, lambda html: find(BASE, html))


def in_process(kind: str, folder: str | None, seconds: float) -> dict[str, Any]:
    """Pages a second indexed in one process, one after the other."""
    return _rate(pages(kind, folder), seconds, index)


def pool(kind: str, folder: str | None, count: int, processes: int, work: bool) -> dict[str, Any]:
    """Pages a second indexed in a process pool, or only handed over to it and back."""
    texts = list(islice(cycle(pages(kind, folder)), count))
    with ProcessPoolExecutor(processes) as executor:
        list(executor.map(hand_over, texts[:processes]))  # the processes are there
        began = time.perf_counter()
        for future in [executor.submit(index if work else hand_over, html) for html in texts]:
            future.result()
        seconds = time.perf_counter() - began
    return {"rate": count / seconds}


def indexer(kind: str, folder: str | None, count: int, processes: int, answer: str | None) -> dict[str, Any]:
    """Pages a second through an answer's build_index, with pages that are there at once."""
    module = load(answer, "indexer")
    texts = dict(enumerate(islice(cycle(pages(kind, folder)), count)))

    async def fetch(url: str) -> str:
        return texts[int(url)]

    began = time.perf_counter()
    report = asyncio.run(module.build_index(map(str, texts), fetch, index, processes=processes))
    seconds = time.perf_counter() - began
    if len(report.pages) != count:
        raise RuntimeError(f"{len(report.pages)} of {count} pages were indexed")
    return {"rate": count / seconds}


def _rate(texts: list[str], seconds: float, work: Callable[[str], object]) -> dict[str, Any]:
    count, began = 0, time.perf_counter()
    endless = cycle(texts)
    while (passed := time.perf_counter() - began) < seconds:
        for html in islice(endless, CHUNK):
            work(html)
        count += CHUNK
    return {"rate": count / passed}
