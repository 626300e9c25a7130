"""Waits for a threading.Event on the loop's own thread: the loop is blocked all the while.

first to fail: leaves the loop free
"""

import threading


async def asleep(delay, result=None):
    done = threading.Event()
    timer = threading.Timer(delay, done.set)
    timer.daemon = True
    timer.start()
    done.wait()
    return result
