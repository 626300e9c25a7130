"""An event loop that a check drives step by step: it goes round until everything waits, and then the check goes on.

So "at once", "not yet" and "never" need no clock: what has not happened when everything waits, only the check itself
can make happen. Time is virtual: when everything waits for a timer, the clock jumps to it.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

from sensei.leftovers import told
from sensei.standstill import Standstill

T = TypeVar("T")

ENOUGH = 200
"""Turns after which nobody who only passes something on is still busy; who polls is busy for ever."""


class _Selector(selectors.DefaultSelector):
    loop: SettledLoop

    def select(self, timeout: float | None = None) -> Any:
        events = super().select(0)
        self.loop.went_round(None if timeout is None else max(0.0, timeout), bool(events))
        return events


class SettledLoop(asyncio.SelectorEventLoop):
    """`settle()` is the only way in which it runs; `run()` is for what needs no step in between."""

    def __init__(self) -> None:
        selector = _Selector()
        selector.loop = self
        self.now = 1000.0
        self.turns_left = 0
        self.settled = False
        super().__init__(selector)
        self._clock_resolution = 1e-9
        self.given: list[asyncio.Future[Any]] = []
        self.trouble: list[str] = []
        self.set_exception_handler(SettledLoop._hear)  # type: ignore[arg-type]

    def _hear(self, context: dict[str, Any]) -> None:
        """An error that nobody asked a task for is left alone: whether that is logged is seldom promised."""
        if "handle" in context:
            self.trouble.append(f"{context['message']}: {context.get('exception')!r}")
        if "never retrieved" not in context["message"]:
            self.default_exception_handler(context)

    def time(self) -> float:
        return self.now

    def went_round(self, timeout: float | None, news: bool) -> None:
        """One turn; `timeout` is how long nothing is going to happen by itself, None for ever."""
        self.turns_left -= 1
        if timeout is None and not news:
            self.settled = True
            self.stop()
        elif timeout and not news:
            self.now += timeout
        if self.turns_left <= 0:
            self.stop()

    def give(self) -> asyncio.Future[Any]:
        """A future for an answer to wait for; at the end it is resolved, if the check has left it open."""
        self.given.append(self.create_future())
        return self.given[-1]

    def settle(self, turns: int = ENOUGH) -> bool:
        """Go round until everything waits. False if somebody never stops asking, with a timer or without."""
        self.turns_left, self.settled = turns, False
        self.run_forever()
        return self.settled

    def run(self, coroutine: Coroutine[Any, Any, T], waits: str) -> T:
        """To the end; `Standstill` with `waits` if everything waits before."""
        task = self.create_task(coroutine)
        self.settle()
        if not task.done():
            raise Standstill(waits)
        return task.result()

    def end(self) -> list[str]:
        """Close it; the tasks that wait for something else than what was given, and what for."""
        self.set_exception_handler(lambda loop, context: None)
        for future in self.given:
            if not future.done():
                future.set_result(None)
        self.settle()
        left = asyncio.all_tasks(self)
        said = told(left)
        for _ in range(3):  # a clean-up may wait for something as well
            for task in left:
                task.cancel()
            self.settle()
        self.close()
        return said
