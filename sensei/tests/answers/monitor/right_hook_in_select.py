"""Between two calls of the loop's select lies one turn: the watchdog looks how long the present one takes."""

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

    async def __aenter__(self):
        self.selector = asyncio.get_running_loop()._selector
        self.thread_id = threading.get_ident()
        self.turning_since = time.monotonic()
        self.select, self.selector.select = self.selector.select, self.watched_select
        self.leaving = threading.Event()
        self.watchdog = threading.Thread(target=self.watch, daemon=True)
        self.watchdog.start()
        return self

    async def __aexit__(self, *exc_info):
        self.leaving.set()
        self.watchdog.join()
        self.selector.select = self.select

    def watched_select(self, timeout=None):
        self.turning_since = None  # asleep, which is not blocked
        try:
            return self.select(timeout)
        finally:
            self.turning_since = time.monotonic()

    def watch(self):
        reported = None
        while not self.leaving.wait(self.interval):
            since = self.turning_since
            if since is None or since == reported or (duration := time.monotonic() - since) <= self.threshold:
                continue
            reported = since
            stack = "".join(traceback.format_stack(sys._current_frames()[self.thread_id]))
            with suppress(Exception):
                self.on_block(Block(duration, stack))
