"""Pings with call_soon, which does not wake a loop that sleeps in select: an idle loop looks blocked.

first to fail: touches the loop only through a thread safe door
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
        self.interval = interval

    async def __aenter__(self):
        self.loop = asyncio.get_running_loop()
        self.thread_id = threading.get_ident()
        self.changed = threading.Condition()
        self.ponged = self.leaving = False
        self.watchdog = threading.Thread(target=self.watch, daemon=True)
        self.watchdog.start()
        return self

    async def __aexit__(self, *exc_info):
        with self.changed:
            self.leaving = True
            self.changed.notify()
        self.watchdog.join()

    def pong(self):
        with self.changed:
            self.ponged = True
            self.changed.notify()

    def watch(self):
        while True:
            sent = time.monotonic()
            self.ponged = False
            self.loop.call_soon(self.pong)
            if not self.wait(lambda: self.ponged, self.threshold):
                self.report(time.monotonic() - sent)
                self.wait(lambda: self.ponged)
            self.wait(lambda: False, self.interval)
            if self.leaving:
                return

    def wait(self, condition, timeout=None):
        with self.changed:
            return self.changed.wait_for(lambda: self.leaving or condition(), timeout)

    def report(self, duration):
        stack = "".join(traceback.format_stack(sys._current_frames()[self.thread_id]))
        with suppress(Exception):
            self.on_block(Block(duration, stack))
