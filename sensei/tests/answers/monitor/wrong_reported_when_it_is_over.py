"""The loop looks at itself: a task sleeps and sees that it woke too late, when the block is over.

first to fail: a block is reported while it lasts
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
        self.heart = asyncio.create_task(self.beat(threading.get_ident(), time.monotonic()))
        return self

    async def __aexit__(self, *exc_info):
        self.heart.cancel()
        with suppress(asyncio.CancelledError):
            await self.heart

    async def beat(self, thread_id, before):
        while True:
            await asyncio.sleep(self.interval)
            late = time.monotonic() - before - self.interval
            if late > self.threshold:
                stack = "".join(traceback.format_stack(sys._current_frames()[thread_id]))
                reporter = threading.Thread(target=self.report, args=(Block(late, stack),))
                reporter.start()
                reporter.join()
            before = time.monotonic()

    def report(self, block):
        with suppress(Exception):
            self.on_block(block)
