"""What a play is given: the answer, and ways to say what the hooks cannot see."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from sensei.timeline.tracer import Tracer


class Stage:
    """One for all takes of a play."""

    def __init__(self, answer: ModuleType | None, site: str, tracer: Tracer) -> None:
        self.answer: Any = answer
        self.site = site
        """The address of the local site."""
        self._tracer = tracer

    def ran(self, lane: str, began: float, ended: float, what: str) -> None:
        """Something ran in a lane of its own, from when to when on `time.perf_counter`."""
        self._tracer.recorder.note("own", began, ended, lane, what)

    @contextmanager
    def running(self, lane: str, what: str = "") -> Iterator[None]:
        """Something runs in a lane of its own."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.ran(lane, began, time.perf_counter(), what)

    @contextmanager
    def doing(self, what: str) -> Iterator[None]:
        """This thread is busy with something, running or waiting."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self._tracer.did(began, time.perf_counter(), what)

    def mark(self, what: str) -> None:
        """Something happened, in the lane of the task or thread that says so."""
        self._tracer.mark(what)


def work(seconds: float) -> None:
    """Keep the processor busy."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        sum(range(100))


def in_threads(functions: Mapping[str, Callable[[], object]]) -> None:
    """Run them by name, each on a thread; the first error of them is raised when all are over."""
    errors: list[BaseException] = []

    def run(function: Callable[[], object]) -> None:
        try:
            function()
        except BaseException as error:  # noqa: BLE001 - it is raised below
            errors.append(error)

    threads = [threading.Thread(target=run, args=(function,), name=name) for name, function in functions.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
