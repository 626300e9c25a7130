"""The watchdog sends an empty coroutine and waits for its result; __aexit__ lets the loop turn meanwhile."""

import asyncio
import concurrent.futures
import sys
import threading
import time
import traceback
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
        self.leaving = threading.Event()
        self.gone = asyncio.Event()
        self.watchdog = threading.Thread(target=self.watch, daemon=True)
        self.watchdog.start()
        return self

    async def __aexit__(self, *exc_info):
        self.leaving.set()
        await self.gone.wait()
        self.watchdog.join()

    async def pong(self):
        pass

    def watch(self):
        while not self.leaving.wait(self.interval):
            sent = time.monotonic()
            pong = asyncio.run_coroutine_threadsafe(self.pong(), self.loop)
            try:
                pong.result(self.threshold)
            except concurrent.futures.TimeoutError:
                if not self.leaving.is_set():
                    self.report(time.monotonic() - sent)
                pong.result()
        self.loop.call_soon_threadsafe(self.gone.set)

    def report(self, duration):
        frame = sys._current_frames()[self.thread_id]
        try:
            self.on_block(Block(duration, "".join(traceback.format_stack(frame))))
        except Exception:
            traceback.print_exc()
