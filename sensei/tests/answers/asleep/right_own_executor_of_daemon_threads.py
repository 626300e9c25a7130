"""run_in_executor with an executor of its own: a daemon thread per call, never joined."""

import asyncio
import time
from concurrent.futures import Executor, Future
from threading import Thread


class Daemons(Executor):
    def submit(self, function, /, *args, **kwargs):
        future = Future()

        def work():
            if future.set_running_or_notify_cancel():
                future.set_result(function(*args, **kwargs))

        Thread(target=work, daemon=True).start()
        return future


async def asleep(delay, result=None):
    def nap():
        time.sleep(max(delay, 0))
        return result

    return await asyncio.get_running_loop().run_in_executor(Daemons(), nap)
