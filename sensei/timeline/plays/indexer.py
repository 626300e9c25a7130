"""twelve pages are fetched in 40 ms each, four at a time, and indexed in 30 ms of work each, by two processes"""

from __future__ import annotations

import asyncio
import os
import time

from sensei.timeline.stage import Stage

PAGES = 12
FETCH = 0.04
WORK = 0.03


def play(stage: Stage) -> None:
    """Build the index; the lanes of the processes come from what they give back."""
    urls = [f"/page{number}" for number in range(PAGES)]
    report = asyncio.run(stage.answer.build_index(urls, _fetch, index, limit=4, processes=2))
    for url, (process, began, ended) in report.pages.items():
        stage.ran(f"process {process}", began, ended, f"indexes {url}")


async def _fetch(url: str) -> str:
    await asyncio.sleep(FETCH)
    return url


def index(page: str) -> tuple[int, float, float]:
    """Work; then say in which process, from when to when. The clock is the same for all processes of a machine."""
    began = time.perf_counter()
    while time.perf_counter() < began + WORK:
        sum(range(1000))
    return os.getpid(), began, time.perf_counter()
