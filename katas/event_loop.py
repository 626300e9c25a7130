"""event-loop: callbacks, timers, sockets and a coroutine on one thread.

level 3 · 60 minutes · callbacks, timers, selectors · Coroutines

    >>> loop = MiniLoop()
    >>> loop.call_later(0.2, print, "world")
    >>> loop.call_later(0.1, print, "hello")
    >>> loop.call_later(0.3, loop.stop)
    >>> loop.run_forever()
    hello
    world

- A turn is one round: select, then run what is ready. `call_soon` never runs the callback at once; what a
  callback schedules runs in the next turn, so that timers and data are never starved.
- Timers never run early, and earlier deadlines run first; among equal ones any order is right. `time()` asks
  the given clock. A handle that was cancelled does not run.
- Waiting is done in `selector.select(timeout)` alone, with timeout 0 when something is ready: no busy loop,
  no `time.sleep`. With nothing to wait for but data, the timeout is None.
- `add_reader` calls back in each turn in which the descriptor has data, until `remove_reader`, which says
  whether there was one. On a known descriptor it replaces the callback.
- What a callback raises goes to the list `errors` and stops nothing.
- `run_until_complete` drives a coroutine: it yields None to be resumed in the next turn. Its value is
  returned, its error raised. Timers that are left stay for the next run.
- `stop` ends `run_forever`. The loop can run again after that, and nothing that was scheduled is lost.
- `close` closes a selector that the loop made itself; a given one belongs to whoever gave it.

The tests bring a clock and a selector whose `select(timeout)` moves that clock, so that no test waits.
"""

from __future__ import annotations

import selectors
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class Handle:
    """A callback that waits to be run."""

    def __init__(self, callback: Callable[..., object], args: tuple[Any, ...]) -> None:
        raise NotImplementedError("write Handle.__init__ in katas/event_loop.py")

    def cancel(self) -> None:
        """See to it that the callback does not run any more."""
        raise NotImplementedError("write Handle.cancel in katas/event_loop.py")


class MiniLoop:
    """An event loop on a clock and a selector."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, selector: selectors.BaseSelector | None = None
    ) -> None:
        raise NotImplementedError("write MiniLoop.__init__ in katas/event_loop.py")

    def time(self) -> float:
        """Seconds on the loop's clock."""
        raise NotImplementedError("write MiniLoop.time in katas/event_loop.py")

    def call_soon(self, callback: Callable[..., object], *args: Any) -> Handle:
        """Run the callback in the next turn."""
        raise NotImplementedError("write MiniLoop.call_soon in katas/event_loop.py")

    def call_later(self, delay: float, callback: Callable[..., object], *args: Any) -> Handle:
        """Run the callback when so many seconds have passed."""
        raise NotImplementedError("write MiniLoop.call_later in katas/event_loop.py")

    def call_at(self, when: float, callback: Callable[..., object], *args: Any) -> Handle:
        """Run the callback when `time()` has come to `when`."""
        raise NotImplementedError("write MiniLoop.call_at in katas/event_loop.py")

    def add_reader(self, fd: int, callback: Callable[..., object], *args: Any) -> None:
        """Run the callback in each turn in which the descriptor has data; replaces the one before."""
        raise NotImplementedError("write MiniLoop.add_reader in katas/event_loop.py")

    def remove_reader(self, fd: int) -> bool:
        """Look at the descriptor no more; False if there was no callback for it."""
        raise NotImplementedError("write MiniLoop.remove_reader in katas/event_loop.py")

    def run_until_complete(self, coroutine: Coroutine[None, None, T]) -> T:
        """Drive the coroutine, one step a turn; its value is returned, its error raised."""
        raise NotImplementedError("write MiniLoop.run_until_complete in katas/event_loop.py")

    def run_forever(self) -> None:
        """Take turns until `stop` is called."""
        raise NotImplementedError("write MiniLoop.run_forever in katas/event_loop.py")

    def stop(self) -> None:
        """End `run_forever` after this turn."""
        raise NotImplementedError("write MiniLoop.stop in katas/event_loop.py")

    def close(self) -> None:
        """Close the selector if the loop made it."""
        raise NotImplementedError("write MiniLoop.close in katas/event_loop.py")
