"""An object whose __await__ starts a Thread subclass and yields from the future."""

import asyncio
import threading
import time


class Nap(threading.Thread):
    def __init__(self, delay, result):
        super().__init__(daemon=True)
        self.delay, self.value = delay, result
        self.loop = asyncio.get_running_loop()
        self.future = self.loop.create_future()

    def run(self):
        time.sleep(max(self.delay, 0))
        try:
            self.loop.call_soon_threadsafe(self.ring)
        except RuntimeError:
            return

    def ring(self):
        if not self.future.cancelled():
            self.future.set_result(self.value)

    def __await__(self):
        self.start()
        return (yield from self.future)


async def asleep(delay, result=None):
    return await Nap(delay, result)
