"""three tasks work for 10 ms each and wait for a future each; two are resolved at 60 ms, eve is cancelled at 45 ms"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Any

from sensei.timeline.stage import Stage, work

NAMES = ("ann", "bob", "eve")


class Loop:
    """All that the kata asks of a loop, and timers for the play."""

    def __init__(self) -> None:
        self.ready: deque[tuple[Callable[..., object], tuple[Any, ...]]] = deque()
        self.timers: list[tuple[float, Callable[[], object]]] = []

    def call_soon(self, callback: Callable[..., object], *args: Any) -> None:
        """Call it in the next turn."""
        self.ready.append((callback, args))

    def call_later(self, delay: float, callback: Callable[[], object]) -> None:
        """Call it when so many seconds have passed; later ones are to be given later."""
        self.timers.append((time.perf_counter() + delay, callback))

    def run(self) -> None:
        """Until nothing is left."""
        while self.ready or self.timers:
            while self.ready:
                callback, args = self.ready.popleft()
                callback(*args)
            if self.timers:
                when, last = self.timers.pop(0)
                time.sleep(max(0, when - time.perf_counter()))
                last()


def play(stage: Stage) -> None:
    """Run them."""
    loop = Loop()
    futures = [stage.answer.Future(loop) for _ in NAMES]
    tasks = [stage.answer.Task(_task(stage, name, future), loop) for name, future in zip(NAMES, futures, strict=True)]

    def cancel() -> None:
        stage.mark("cancels eve")
        tasks[2].cancel()

    def resolve() -> None:
        stage.mark("resolves")
        for future in futures[:2]:
            future.set_result(42)

    loop.call_later(0.045, cancel)
    loop.call_later(0.06, resolve)
    loop.run()


async def _task(stage: Stage, name: str, future: Any) -> None:
    with stage.running(f"task {name}", "before the await"):
        work(0.01)
    try:
        await future
    except stage.answer.Cancelled:
        with stage.running(f"task {name}", "is cancelled"):
            work(0.002)
        raise
    with stage.running(f"task {name}", "after the await"):
        work(0.01)
