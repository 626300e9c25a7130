"""The watchdog sends a byte through a socketpair, which a reader of the loop sends back."""

import asyncio
import socket
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
        self.leaving = threading.Event()
        self.here, self.there = socket.socketpair()
        self.here.setblocking(False)
        self.loop.add_reader(self.here, self.echo)
        self.watchdog = threading.Thread(target=self.watch, daemon=True)
        self.watchdog.start()
        return self

    async def __aexit__(self, *exc_info):
        self.leaving.set()
        self.loop.remove_reader(self.here)
        self.here.close()  # that ends the watchdog's recv
        self.watchdog.join()
        self.there.close()

    def echo(self):
        self.here.send(self.here.recv(1))

    def watch(self):
        with suppress(OSError):
            while not self.leaving.wait(self.interval):
                sent = time.monotonic()
                self.there.send(b".")
                self.there.settimeout(self.threshold)
                try:
                    self.there.recv(1)
                except TimeoutError:
                    self.report(time.monotonic() - sent)
                    self.there.settimeout(None)
                    self.there.recv(1)

    def report(self, duration):
        frame = sys._current_frames()[self.thread_id]
        with suppress(Exception):
            self.on_block(Block(duration, "".join(traceback.format_stack(frame))))
