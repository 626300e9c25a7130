"""A timer of the loop puts beats into a queue; a watchdog that gets none within the threshold reports."""

import asyncio
import queue
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
        self.loop = asyncio.get_running_loop()
        self.beats = queue.SimpleQueue()
        self.beat()
        self.watchdog = threading.Thread(target=self.watch, args=(threading.get_ident(),), daemon=True)
        self.watchdog.start()
        return self

    async def __aexit__(self, *exc_info):
        self.timer.cancel()
        self.beats.put(None)
        self.watchdog.join()

    def beat(self):
        self.beats.put(time.monotonic())
        self.timer = self.loop.call_later(self.interval, self.beat)

    def watch(self, thread_id):
        beat = self.beats.get()
        while beat is not None:
            last = beat
            try:
                beat = self.beats.get(timeout=self.threshold)
            except queue.Empty:
                stack = "".join(traceback.format_stack(sys._current_frames()[thread_id]))
                with suppress(Exception):
                    self.on_block(Block(time.monotonic() - last, stack))
                beat = self.beats.get()
