"""No Future of its own: the thread writes a byte into a socketpair, and the loop reads it."""

import asyncio
import socket
import threading
import time
from contextlib import suppress


async def asleep(delay, result=None):
    near, far = socket.socketpair()
    near.setblocking(False)

    def sleeper():
        time.sleep(max(0, delay))
        with far, suppress(OSError):
            far.send(b"!")

    threading.Thread(target=sleeper, daemon=True).start()
    with near:
        await asyncio.get_running_loop().sock_recv(near, 1)
    return result
