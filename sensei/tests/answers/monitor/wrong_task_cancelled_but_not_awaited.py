"""The heartbeat task is cancelled, but not awaited: it is still there when the monitor has been left.

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
        self.interval = min(interval, threshold / 4)  # an idle loop must not look older than the threshold

    async def __aenter__(self):
        self.thread_id = threading.get_ident()
        self.stamp = time.monotonic()
        self.leaving = threading.Event()
        self.heart = asyncio.create_task(self.beat())
        self.watchdog = threading.Thread(target=self.watch, daemon=True)
        self.watchdog.start()
        return self

    async def __aexit__(self, *exc_info):
        self.leaving.set()
        self.watchdog.join()
        self.heart.cancel()

    async def beat(self):
        while True:
            self.stamp = time.monotonic()
            await asyncio.sleep(self.interval)

    def watch(self):
        reported = None
        while not self.leaving.wait(self.interval):
            stamp = self.stamp
            duration = time.monotonic() - stamp
            if duration > self.threshold and stamp != reported:
                reported = stamp
                frame = sys._current_frames()[self.thread_id]
                with suppress(Exception):
                    self.on_block(Block(duration, "".join(traceback.format_stack(frame))))
