"""monitor: who blocks the event loop?

level 2 · 40 minutes · blocked event loop · asyncio

A loop that runs a slow function cannot tell you so: nothing on it runs. Somebody has to look from outside.

    async with LoopMonitor(0.1, lambda block: print(f"blocked for {block.duration:.2f} s\\n{block.stack}")):
        time.sleep(1)  # reported after about 0.1 s, while it sleeps

- While inside, every stretch longer than `threshold` seconds in which the loop did not turn is reported: once, while
  the loop is still blocked, by calling `on_block` in another thread. The first may begin as soon as it is entered.
- `stack` is the stack of the loop's thread, as text: the name of the blocking function is in it. The loop's thread is
  the one in which the monitor is entered, and need not be the main thread. `duration` is the time blocked so far.
- Nothing is reported on an idle loop, nor on a busy one that keeps turning. `interval` says how often to look.
- An error in `on_block` does not stop the monitoring.
- However it is left, errors of its body come out. After exit no thread and no task is left, and no report is under way.
- Any number of monitors may be used, also at the same time. Of the loop's methods a thread may call
  `call_soon_threadsafe` only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self


@dataclass
class Block:
    """One stretch in which a loop did not turn: how long so far, and the stack of the loop's thread."""

    duration: float
    stack: str


class LoopMonitor:
    """Reports whoever blocks the loop on which it is entered."""

    def __init__(self, threshold: float, on_block: Callable[[Block], None], interval: float = 0.01) -> None:
        raise NotImplementedError("write LoopMonitor.__init__ in katas/monitor.py")

    async def __aenter__(self) -> Self:
        raise NotImplementedError("write LoopMonitor.__aenter__ in katas/monitor.py")

    async def __aexit__(self, *error: object) -> None:
        raise NotImplementedError("write LoopMonitor.__aexit__ in katas/monitor.py")
