"""A bar that moves while the answer works, and what is said when nothing moves any more."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from sensei.play.work import Work

TICK = 0.1
"""Seconds between two looks at how far it is."""

Count = tuple[int, int]
"""Done, and known of so far."""


async def show(work: Work, begun: asyncio.Future[object], count: Callable[[], Count], unit: str, still: float) -> None:
    """Until that future is done. After `still` seconds in which nothing was done, say once where the answer is."""
    columns = (
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(unit),
        TextColumn("{task.fields[rate]:.0f} a second"),
    )
    console = work.screen.console
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task(unit, rate=0.0)
        began = moved = time.monotonic()
        before: Count = (0, 0)
        while not begun.done():
            await asyncio.wait({begun}, timeout=TICK)
            now, (done, known) = time.monotonic(), count()
            progress.update(bar, completed=done, total=known or None, rate=done / max(now - began, 0.001))
            if (done, known) != before:
                before, moved = (done, known), now
            elif now - moved > still:
                moved = float("inf")
                work.screen.trouble(f"nothing has happened for {still:g} s; Ctrl-C ends it", work.standing())
