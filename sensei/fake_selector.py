"""A clock and a selector for event loops under test: nothing waits, and what would never end is told in a sentence.

The selector is a real one for all that is registered with it: sockets, a wake-up pair of the loop's own, `modify`,
`get_map`. Its `select` alone is different. Where a real one would wait, it moves the clock: to what the check has
planned by `at`, or to the end of the time-out. So a loop finds itself in a world that does not depend on the machine.
"""

from __future__ import annotations

import heapq
import itertools
import math
import selectors
from collections.abc import Callable
from typing import Any

START = float(2**40)
"""Seconds: far from what any real clock shows, and good for exact halves and quarters."""
READS = 10_000
SELECTS = 5_000
"""More than any right answer needs in one check."""


class Stuck(AssertionError):
    """The loop waits for ever, or it spins."""


class FakeClock:
    """Seconds since some moment; it moves when somebody moves it."""

    def __init__(self) -> None:
        self.now = START
        self.reads = 0

    def __call__(self) -> float:
        self.reads += 1
        if self.reads > READS:
            raise Stuck("the clock was read ten thousand times with no select() in between: that is a busy loop")
        return self.now

    @property
    def passed(self) -> float:
        """Seconds since the check began."""
        return self.now - START


class FakeSelector(selectors.DefaultSelector):
    """Its `select` never waits; `timeouts` holds what it was called with, `closed` how often it was closed."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__()
        self.clock = clock
        self.timeouts: list[float | None] = []
        self.closed = 0
        self._unread = 0
        self._plan: list[tuple[float, int, Callable[[], object]]] = []
        self._number = itertools.count()

    def at(self, second: float, happen: Callable[[], object]) -> None:
        """Plan what happens when that many seconds have passed; it wakes the loop, also if no data came of it."""
        heapq.heappush(self._plan, (START + second, next(self._number), happen))

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self._count(timeout)
        happened = self._let_happen(self.clock.now)
        ready: list[Any] = super().select(0)
        self._unread = self._unread + 1 if ready else 0
        if ready or happened or (timeout is not None and timeout <= 0):
            return ready
        until = self._end(timeout)
        if self._plan and self._plan[0][0] <= until:
            self.clock.now = self._plan[0][0]
            self._let_happen(self.clock.now)
            return super().select(0)
        if timeout is None:
            raise Stuck("the loop waits in select() without a timeout, and nothing is to come: it would wait for ever")
        self.clock.now = until
        return []

    def close(self) -> None:
        self.closed += 1
        super().close()

    def _end(self, timeout: float | None) -> float:
        if timeout is None:
            return math.inf
        if math.isinf(timeout):
            raise OverflowError("timeout is too large")  # what a real one says
        return max(self.clock.now + timeout, math.nextafter(self.clock.now, math.inf))

    def _let_happen(self, now: float) -> bool:
        happened = False
        while self._plan and self._plan[0][0] <= now:
            heapq.heappop(self._plan)[2]()
            happened = True
        return happened

    def _count(self, timeout: float | None) -> None:
        self.clock.reads = 0
        self.timeouts.append(timeout)
        if len(self.timeouts) > SELECTS:
            why = "the loop polls, or spins"
            if self._unread > SELECTS // 2:
                why = "each time there was data, and nobody read it"
            raise Stuck(f"select() was called {SELECTS:,} times, the last one with {timeout!r}: {why}")
