"""Waits for the pong no longer than one interval: any work that takes longer than that is reported.

first to fail: what is shorter than the threshold is not reported
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
        self.news = threading.Event()
        self.leaving = False
        self.watchdog = threading.Thread(target=self.watch, daemon=True)
        self.watchdog.start()
        return self

    async def __aexit__(self, *exc_info):
        self.leaving = True
        self.news.set()
        self.watchdog.join()

    def watch(self):
        while not self.leaving:
            self.news.clear()
            sent = time.monotonic()
            self.loop.call_soon_threadsafe(self.news.set)
            if not self.news.wait(self.interval):
                stack = "".join(traceback.format_stack(sys._current_frames()[self.thread_id]))
                with suppress(Exception):
                    self.on_block(Block(time.monotonic() - sent, stack))
                while not self.leaving and not self.news.wait(0.01):
                    pass
            if not self.leaving:
                time.sleep(self.interval)
