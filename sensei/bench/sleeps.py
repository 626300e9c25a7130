"""The ways to sleep that are measured, each called in a process of its own."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any

from sensei.bench.at_work import load, vital_signs

Sleep = Callable[[float], Awaitable[object]]


def run(way: str, count: int, delay: float, folder: str | None = None) -> dict[str, Any]:
    """So many sleeps at once: seconds till all are over, how late each was, threads at the most."""
    sleep = load(folder, "asleep").asleep if way == "asleep" else WAYS[way]()
    return asyncio.run(_measure(sleep, count, delay))


async def _measure(sleep: Sleep, count: int, delay: float) -> dict[str, Any]:
    await sleep(0.01)  # what is made once is made
    late: list[float] = []
    before = vital_signs()["threads"]
    most = before

    async def one() -> None:
        began = time.perf_counter()
        await sleep(delay)
        late.append(time.perf_counter() - began - delay)

    async def look() -> None:
        nonlocal most
        most = max(most, vital_signs()["threads"])  # the last task's first step: all the others have taken theirs
        await asyncio.sleep(delay / 2)
        most = max(most, vital_signs()["threads"])

    began = time.perf_counter()
    async with asyncio.TaskGroup() as sleepers:
        for _ in range(count):
            sleepers.create_task(one())
        sleepers.create_task(look())
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "late": late, "threads": most}


class TimerThread:
    """One thread that sleeps until the earliest of all deadlines, in a heap; it resolves what is due in one go."""

    def __init__(self) -> None:
        self.heap: list[tuple[float, int, asyncio.Future[None]]] = []
        self.number = itertools.count()
        self.changed = threading.Condition()
        threading.Thread(target=self._run, daemon=True).start()

    async def sleep(self, delay: float) -> None:
        self.loop = asyncio.get_running_loop()
        future = self.loop.create_future()
        with self.changed:
            heapq.heappush(self.heap, (time.monotonic() + delay, next(self.number), future))
            if self.heap[0][2] is future:
                self.changed.notify()
        await future

    def _run(self) -> None:
        while True:
            with self.changed:
                while not self.heap or (left := self.heap[0][0] - time.monotonic()) > 0:
                    self.changed.wait(left if self.heap else None)
                due = []
                while self.heap and self.heap[0][0] <= time.monotonic():
                    due.append(heapq.heappop(self.heap)[2])
            self.loop.call_soon_threadsafe(_resolve, due)


def _resolve(due: list[asyncio.Future[None]]) -> None:
    for future in due:
        if not future.done():
            future.set_result(None)


def in_the_pool() -> Sleep:
    """The loop's default pool, which is small."""
    return lambda delay: asyncio.to_thread(time.sleep, delay)


WAYS: dict[str, Callable[[], Sleep]] = {
    "asyncio.sleep": lambda: asyncio.sleep,
    "timer thread": lambda: TimerThread().sleep,
    "to_thread": in_the_pool,
}
