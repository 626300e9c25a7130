"""The standard library's sched.scheduler does the waiting, in a daemon thread."""

import asyncio
import sched
import threading


async def asleep(delay, result=None):
    loop = asyncio.get_running_loop()
    queue = asyncio.Queue()

    def deliver():
        if not loop.is_closed():
            try:
                loop.call_soon_threadsafe(queue.put_nowait, result)
            except RuntimeError:  # closed between the two lines
                pass

    agenda = sched.scheduler()
    agenda.enter(delay, 0, deliver)
    threading.Thread(target=agenda.run, daemon=True).start()
    return await queue.get()
