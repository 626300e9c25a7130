"""A stack that does not change means a block: but an idle loop stands in select all the time.

first to fail: an idle loop is not reported
"""

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
        self.interval = min(interval, threshold / 4)  # an idle loop must not look older than the threshold

    async def __aenter__(self):
        self.thread_id = threading.get_ident()
        self.leaving = threading.Event()
        self.watchdog = threading.Thread(target=self.watch, daemon=True)
        self.watchdog.start()
        return self

    async def __aexit__(self, *exc_info):
        self.leaving.set()
        self.watchdog.join()

    def watch(self):
        reported = before = None
        while not self.leaving.wait(self.interval):
            stack = "".join(traceback.format_stack(sys._current_frames()[self.thread_id]))
            if stack != before:
                since, before = time.monotonic(), stack
            duration = time.monotonic() - since
            if duration > self.threshold and since != reported:
                reported = since
                with suppress(Exception):
                    self.on_block(Block(duration, stack))
