"""bench sleep: one, a hundred and a thousand sleeps at once."""

from __future__ import annotations

import math
import os
from collections.abc import Callable

from sensei.bench.helper import once
from sensei.bench.measure import Variant, interleave, percentile
from sensei.bench.report import Column, Table
from sensei.bench.settings import Settings

DELAY, QUICK_DELAY = 1.0, 0.2
"""Seconds."""
RUN = 60.0
POOL_LIMIT = 200
"""Sleeps beyond which the pool is not asked: it would take minutes."""
WAYS = {
    "asyncio.sleep": ("asyncio.sleep", False),
    "timer thread with a heap": ("timer thread", False),
    "reference, a thread each": ("asleep", False),
    "yours": ("asleep", True),
    "to_thread(time.sleep)": ("to_thread", False),
}
COLUMNS = (
    Column("delays", "took, in delays", 3),
    Column("late", "median late ms", 1),
    Column("worst", "worst late ms", 1),
    Column("threads", "threads"),
)


def bench(settings: Settings, tell: Callable[[str], None]) -> tuple[list[Table], list[str]]:
    """A table for each number of sleeps, and what they say in words."""
    delay = QUICK_DELAY if settings.quick else DELAY
    tables = []
    for count in settings.sizes or ((1, 100, 1000) if settings.quick else (1, 10, 100, 1000)):
        title = f"{count:,} at once, {delay:g} s each"
        rows = interleave(
            [_variant(name, count, delay, settings) for name in WAYS],
            settings.rounds,
            lambda text, title=title: tell(f"{title}, {text}"),  # type: ignore[misc]
        )
        tables.append(Table(title, COLUMNS, rows, "delays", {"sleeps": count, "delay": delay}))
    return tables, [
        f"a pool that is not told otherwise has cores + 4 threads, here {pool_size()}: "
        f"so {100:,} sleeps take {math.ceil(100 / pool_size())} delays in it"
    ]


def pool_size() -> int:
    """Threads of a loop's default executor."""
    count = os.process_cpu_count() if hasattr(os, "process_cpu_count") else os.cpu_count()
    return min(32, (count or 1) + 4)


def _variant(name: str, count: int, delay: float, settings: Settings) -> Variant:
    way, own = WAYS[name]

    def run() -> dict[str, float]:
        folder = str(settings.folder) if own else None
        found = once("sleeps:run", RUN, way=way, count=count, delay=delay, folder=folder)
        return {
            "delays": found["seconds"] / delay,
            "seconds": found["seconds"],
            "late": percentile(found["late"], 0.5) * 1000,
            "worst": max(found["late"]) * 1000,
            "threads": found["threads"] - 1,  # that hears the bench's orders
        }

    turns = math.ceil(count / pool_size())
    besides = f"left out: {turns} delays one after the other on {pool_size()} threads"
    return Variant(name, run, besides if way == "to_thread" and count > POOL_LIMIT else "")
