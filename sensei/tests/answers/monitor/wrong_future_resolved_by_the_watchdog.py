"""The watchdog resolves an asyncio Future, which is not made for threads: an idle loop sleeps on and looks blocked.

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
        self.thread_id = threading.get_ident()
        self.changed = threading.Condition()
        self.ponged = self.leaving = False
        self.ping = asyncio.get_running_loop().create_future()
        self.answering = asyncio.create_task(self.pong())
        self.watchdog = threading.Thread(target=self.watch, daemon=True)
        self.watchdog.start()
        return self

    async def __aexit__(self, *exc_info):
        with self.changed:
            self.leaving = True
            self.changed.notify()
        self.watchdog.join()
        self.answering.cancel()
        await asyncio.gather(self.answering, return_exceptions=True)

    async def pong(self):
        while True:
            await self.ping
            self.ping = asyncio.get_running_loop().create_future()
            with self.changed:
                self.ponged = True
                self.changed.notify()

    def watch(self):
        while True:
            sent = time.monotonic()
            self.ponged = False
            self.ping.set_result(None)
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
