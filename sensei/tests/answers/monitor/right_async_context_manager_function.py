"""No class of its own making: a function of contextlib makes the context manager, loop.time gives the stamps."""

import asyncio
import sys
import threading
import traceback
from contextlib import asynccontextmanager
from dataclasses import dataclass


@dataclass
class Block:
    duration: float
    stack: str


@asynccontextmanager
async def LoopMonitor(threshold, on_block, interval=0.01):
    loop, thread_id, over = asyncio.get_running_loop(), threading.get_ident(), threading.Event()
    pause = min(interval, threshold / 5)
    beats = [loop.time()]

    async def heart():
        while True:
            beats[0] = loop.time()
            await asyncio.sleep(pause)

    def watch():
        last_reported = None
        while not over.wait(pause):
            age, beat = loop.time() - beats[0], beats[0]
            if age > threshold and beat != last_reported:
                last_reported = beat
                block = Block(age, "".join(traceback.format_stack(sys._current_frames()[thread_id])))
                try:
                    on_block(block)
                except Exception as error:
                    loop.call_soon_threadsafe(
                        loop.call_exception_handler, {"message": "on_block failed", "exception": error}
                    )

    task = asyncio.ensure_future(heart())
    watchdog = threading.Thread(target=watch)
    watchdog.start()
    try:
        yield
    finally:
        over.set()
        watchdog.join()
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            pass
