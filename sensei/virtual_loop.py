"""An event loop whose clock jumps: what waits for 100 seconds waits no time at all, and nothing depends on the machine.

Time moves on when everything waits: no callback is ready, no socket has news, no thread of the answer is at work. Then
the clock jumps to the next timer. With no timer left nothing can ever happen again, and that is said.
"""

from __future__ import annotations

import asyncio
import selectors
import threading
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any, TypeVar, TypeVarTuple, Unpack

from sensei.standstill import Standstill

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

SETTLE = 0.005
"""Seconds that a packet on its way through the kernel gets before time moves on."""
FASTEST = 50
"""Virtual seconds in a real one while the clock goes in small steps, for who polls every hundredth."""


class Deadlock(Standstill):
    """Every task waits for another one, and no timer is pending."""


class _Selector(selectors.DefaultSelector):
    loop: VirtualLoop

    def select(self, timeout: float | None = None) -> Any:
        events = super().select(0)
        if events or timeout == 0:
            return events
        if self.loop.others_at_work():
            return super().select(timeout)
        events = super().select(SETTLE if timeout is None else min(SETTLE, timeout / FASTEST))
        if events:
            return events
        if timeout is None:
            raise Deadlock("every task waits for another one: nothing will ever happen again")
        self.loop.now += timeout
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """`time()` is in seconds since some moment, as with any loop."""

    def __init__(self) -> None:
        selector = _Selector()
        selector.loop = self
        self.now = 1000.0
        self.threads = threading.active_count()
        self.jobs = 0
        super().__init__(selector)
        self._clock_resolution = 1e-9

    def time(self) -> float:
        return self.now

    def others_at_work(self) -> bool:
        """Is a thread doing something that the loop waits for? Then real time counts."""
        return self.jobs > 0 or threading.active_count() > self.threads + self._idle_workers()

    def _idle_workers(self) -> int:
        executor = getattr(self, "_default_executor", None)
        return sum(thread.is_alive() for thread in executor._threads) if executor is not None else 0

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[Unpack[Ts]], T], *args: *Ts
    ) -> asyncio.Future[T]:
        future = super().run_in_executor(executor, func, *args)
        self.jobs += 1
        future.add_done_callback(self._job_done)
        return future

    def _job_done(self, _: asyncio.Future[Any]) -> None:
        self.jobs -= 1
