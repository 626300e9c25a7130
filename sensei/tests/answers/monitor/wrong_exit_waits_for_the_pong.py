"""__aexit__ joins on the loop's thread a watchdog that waits for a pong of this loop: both wait for ever.

first to fail: a block right after entering is reported
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
        self.interval = max(interval, 0.25)  # seldom, so that an exit after a calm loop meets no ping on its way

    async def __aenter__(self):
        self.loop = asyncio.get_running_loop()
        self.thread_id = threading.get_ident()
        self.leaving = threading.Event()
        self.watchdog = threading.Thread(target=self.watch, daemon=True)
        self.watchdog.start()
        return self

    async def __aexit__(self, *exc_info):
        self.leaving.set()
        self.watchdog.join()

    def watch(self):
        while not self.leaving.wait(self.interval):
            pong = threading.Event()
            sent = time.monotonic()
            self.loop.call_soon_threadsafe(pong.set)
            if not pong.wait(self.threshold):
                self.report(time.monotonic() - sent)
                pong.wait()

    def report(self, duration):
        stack = "".join(traceback.format_stack(sys._current_frames()[self.thread_id]))
        with suppress(Exception):
            self.on_block(Block(duration, stack))
