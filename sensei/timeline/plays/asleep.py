"""ten sleeps at the same time, 50 to 500 ms; the one of 300 ms is cancelled after 150 ms"""

from __future__ import annotations

import asyncio

from sensei.timeline.stage import Stage

DELAYS = tuple(0.05 * number for number in range(1, 11))
CANCELLED = 5
"""Which of them is cancelled,"""
WHEN = 0.15
"""after so many seconds."""


def play(stage: Stage) -> None:
    """Sleep."""
    asyncio.run(main(stage))


async def main(stage: Stage) -> None:
    """All of them at once."""
    asleep = stage.answer.asleep
    tasks = [asyncio.create_task(asleep(delay), name=f"asleep({delay * 1000:.0f} ms)") for delay in DELAYS]
    asyncio.get_running_loop().call_later(WHEN, tasks[CANCELLED].cancel)
    for ended in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(ended, Exception):
            raise ended
