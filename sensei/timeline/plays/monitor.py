"""a task ticks every 25 ms until another blocks the loop for 200 ms; the monitor's thread reports that"""

from __future__ import annotations

import asyncio
import time
from typing import Any

from sensei.timeline.stage import Stage

THRESHOLD = 0.08


def play(stage: Stage) -> None:
    """Watch a loop that is blocked once."""
    asyncio.run(main(stage))


async def main(stage: Stage) -> None:
    """A loop that is watched, and blocked once."""

    def report(block: Any) -> None:
        stage.mark(f"reported after {block.duration:.2f} s")

    async with stage.answer.LoopMonitor(THRESHOLD, report):
        ticker = asyncio.create_task(_tick(), name="tick")
        await asyncio.create_task(_block(), name="block")
        await ticker


async def _tick() -> None:
    for _ in range(12):
        await asyncio.sleep(0.025)


async def _block() -> None:
    await asyncio.sleep(0.1)
    time.sleep(0.2)  # noqa: ASYNC251 - that is what is to be seen
    await asyncio.sleep(0.05)
