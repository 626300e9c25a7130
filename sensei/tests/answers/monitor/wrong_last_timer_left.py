"""The loop's timer is cancelled, the last threading.Timer is not: it fires after the monitor was left.

first to fail: after exit no thread and no task is left
"""

import asyncio
import sys
import threading
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
        self.timers = []

    async def __aenter__(self):
        self.loop = asyncio.get_running_loop()
        self.thread_id = threading.get_ident()
        self.beat()
        return self

    async def __aexit__(self, *exc_info):
        self.handle.cancel()

    def beat(self):
        for timer in self.timers:
            timer.cancel()
        self.timers = [timer for timer in self.timers if timer.is_alive()]
        self.timers.append(threading.Timer(self.threshold, self.report, (time.monotonic(),)))
        self.timers[-1].start()
        self.handle = self.loop.call_later(self.interval, self.beat)

    def report(self, since):
        stack = "".join(traceback.format_stack(sys._current_frames()[self.thread_id]))
        with suppress(Exception):
            self.on_block(Block(time.monotonic() - since, stack))
