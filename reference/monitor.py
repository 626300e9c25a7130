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

import asyncio
import logging
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self


@dataclass
class Block:  # given
    """One stretch in which a loop did not turn: how long so far, and the stack of the loop's thread."""

    duration: float
    stack: str


class LoopMonitor:
    """Reports whoever blocks the loop on which it is entered."""

    def __init__(self, threshold: float, on_block: Callable[[Block], None], interval: float = 0.01) -> None:
        self._threshold = threshold
        self._on_block = on_block
        self._interval = min(interval, threshold / 4)  # or an idle loop looks blocked between two beats

    async def __aenter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        self._thread_id = threading.get_ident()
        self._left = threading.Event()
        self._beat()
        self._watchdog = threading.Thread(target=self._watch, name="watchdog", daemon=True)
        self._watchdog.start()
        return self

    async def __aexit__(self, *error: object) -> None:
        self._timer.cancel()
        self._left.set()
        self._watchdog.join()

    def _beat(self) -> None:
        self._last_beat = time.monotonic()
        self._timer = self._loop.call_later(self._interval, self._beat)

    def _watch(self) -> None:
        reported = None
        while not self._left.wait(self._interval):
            now = time.monotonic()  # before the beat is read, or a beat in between would make a false alarm
            last_beat = self._last_beat
            if now - last_beat > self._threshold and last_beat != reported:
                reported = last_beat
                self._report(now - last_beat)

    def _report(self, duration: float) -> None:
        stack = traceback.format_stack(sys._current_frames()[self._thread_id])
        try:
            self._on_block(Block(duration, "".join(stack)))
        except Exception:
            logging.getLogger(__name__).exception("on_block failed")
