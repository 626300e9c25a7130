"""Timers that are due are held in a local list: stop() loses the rest of it.

first to fail: timers that are due survive a stop
"""

from __future__ import annotations

import heapq
import itertools
import selectors
import time
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class Handle:
    """A callback that waits to be run."""

    def __init__(self, callback: Callable[..., object], args: tuple[Any, ...]) -> None:
        self.callback = callback
        self.args = args
        self.cancelled = False

    def cancel(self) -> None:
        """See to it that the callback does not run any more."""
        self.cancelled = True


class MiniLoop:
    """An event loop on a clock and a selector."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, selector: selectors.BaseSelector | None = None
    ) -> None:
        self.errors: list[Exception] = []
        self._clock = clock
        self._made_selector = selector is None
        self._selector = selectors.DefaultSelector() if selector is None else selector
        self._ready: deque[Handle] = deque()
        self._timers: list[tuple[float, int, Handle]] = []
        self._number = itertools.count()
        self._running = False

    def time(self) -> float:
        """Seconds on the loop's clock."""
        return self._clock()

    def call_soon(self, callback: Callable[..., object], *args: Any) -> Handle:
        """Run the callback in the next turn."""
        handle = Handle(callback, args)
        self._ready.append(handle)
        return handle

    def call_later(self, delay: float, callback: Callable[..., object], *args: Any) -> Handle:
        """Run the callback when so many seconds have passed."""
        return self.call_at(self.time() + delay, callback, *args)

    def call_at(self, when: float, callback: Callable[..., object], *args: Any) -> Handle:
        """Run the callback when `time()` has come to `when`."""
        handle = Handle(callback, args)
        heapq.heappush(self._timers, (when, next(self._number), handle))
        return handle

    def add_reader(self, fd: int, callback: Callable[..., object], *args: Any) -> None:
        """Run the callback in each turn in which the descriptor has data; replaces the one before."""
        self.remove_reader(fd)
        self._selector.register(fd, selectors.EVENT_READ, Handle(callback, args))

    def remove_reader(self, fd: int) -> bool:
        """Look at the descriptor no more; False if there was no callback for it."""
        try:
            key = self._selector.unregister(fd)
        except KeyError:
            return False
        key.data.cancel()
        return True

    def run_until_complete(self, coroutine: Coroutine[None, None, T]) -> T:
        """Drive the coroutine, one step a turn; its value is returned, its error raised."""
        while True:
            self._turn(timeout=0)  # the coroutine is ready
            try:
                coroutine.send(None)
            except StopIteration as end:
                value: T = end.value
                return value

    def run_forever(self) -> None:
        """Take turns until `stop` is called."""
        self._running = self._in_forever = True
        while self._running:
            self._turn(self._patience())
        self._in_forever = False

    def stop(self) -> None:
        """End `run_forever` after this turn."""
        self._running = False

    def close(self) -> None:
        """Close the selector if the loop made it."""
        if self._made_selector:
            self._selector.close()

    def _patience(self) -> float | None:
        """How long select may wait."""
        if self._ready:
            return 0
        if self._timers:
            return self._timers[0][0] - self.time()  # what is below zero is zero to select
        return None

    def _turn(self, timeout: float | None) -> None:
        events = self._selector.select(timeout)
        now = self.time()
        due = []
        while self._timers and self._timers[0][0] <= now:
            due.append(heapq.heappop(self._timers)[2])
        batch = [key.data for key, _ in events]
        for _ in range(len(self._ready)):
            self._run(self._ready.popleft())
            if self._stopped_now():
                return
        for handle in batch + due:
            self._run(handle)
            if self._stopped_now():
                return

    def _stopped_now(self):
        return self._in_forever and not self._running

    _in_forever = False

    def _run(self, handle):
        if not handle.cancelled:
            try:
                handle.callback(*handle.args)
            except Exception as error:
                self.errors.append(error)
