"""asleep: an asyncio.sleep of your own, on a thread.

level 3 · 45 minutes · Future, thread, run_coroutine_threadsafe · Threads meet asyncio

    >>> asyncio.run(asleep(0.1, "awake"))
    'awake'

A helper thread sleeps; the coroutine awaits a Future of the loop, which the thread has resolved through
a thread-safe door: `asyncio.run_coroutine_threadsafe` or `loop.call_soon_threadsafe`.

- Without `asyncio.sleep`, `wait_for`, `timeout`, `to_thread` or the loop's own timers.
- It returns `result`, and not before `delay` seconds have passed; zero or less returns soon.
- The loop stays free and does not spin, any number sleep at once, and it works when nothing else runs
  on the loop.
- Cancelling is clean: CancelledError at once, and nothing logged or raised when the thread wakes up
  later, not even when the loop has been closed by then.
- It never keeps the interpreter from exiting.
"""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


async def asleep(delay: float, result: T = None) -> T:  # type: ignore[assignment]
    """Sleep for `delay` seconds without holding up the loop, then give back `result`."""
    raise NotImplementedError("write asleep in katas/asleep.py")
