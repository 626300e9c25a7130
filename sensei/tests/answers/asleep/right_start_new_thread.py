"""A bare _thread.start_new_thread that sleeps in the timeout of a SimpleQueue."""

import asyncio
from _thread import start_new_thread
from queue import Empty, SimpleQueue


def doze(delay, wake_up, call):
    try:
        wake_up.get(timeout=max(delay, 0))
    except Empty:
        try:
            call()
        except RuntimeError:
            pass


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def settle():
        if not future.done():
            future.set_result(result)

    wake_up = SimpleQueue()
    start_new_thread(doze, (delay, wake_up, lambda: loop.call_soon_threadsafe(settle)))
    try:
        return await future
    finally:
        wake_up.put("called off")
