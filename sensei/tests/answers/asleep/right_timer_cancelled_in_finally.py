"""A daemonic threading.Timer, called off in finally."""

import asyncio
import threading


def wake(future, result):
    if not future.done():
        future.set_result(result)


def knock(loop, future, result):
    try:
        loop.call_soon_threadsafe(wake, future, result)
    except RuntimeError:
        pass  # closed


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    timer = threading.Timer(delay, knock, (loop, future, result))
    timer.daemon = True
    timer.start()
    try:
        return await future
    finally:
        timer.cancel()
