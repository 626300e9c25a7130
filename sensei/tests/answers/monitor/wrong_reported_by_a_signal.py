"""A signal reports during the block, but handlers of signals run on the main thread: the one that is blocked.

first to fail: a block is reported while it lasts
"""

import asyncio
import signal
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass


@dataclass
class Block:
    duration: float
    stack: str


class LoopMonitor:
    def __init__(self, threshold, on_block, interval=0.01):
        self.threshold = threshold
        self.on_block = on_block
        self.interval = min(interval, threshold / 4)

    async def __aenter__(self):
        self.loop = asyncio.get_running_loop()
        self.before = signal.signal(signal.SIGALRM, self.report)
        self.beat()
        return self

    async def __aexit__(self, *exc_info):
        self.handle.cancel()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, self.before)

    def beat(self):
        self.stamp = time.monotonic()
        signal.setitimer(signal.ITIMER_REAL, self.threshold)
        self.handle = self.loop.call_later(self.interval, self.beat)

    def report(self, number, frame):
        with suppress(Exception):
            self.on_block(Block(time.monotonic() - self.stamp, "".join(traceback.format_stack(frame))))
