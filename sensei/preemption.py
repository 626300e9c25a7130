"""Stops one thread of an answer between two of its lines while others go on: a race without luck.

A thread that has looked and not yet acted can be stopped in just that place. Trying every place one after the other
finds what a stress test finds once in a million runs.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from sensei.answers import served_folder
from sensei.frames import Answer


class Preemption:
    """Stops a thread before the k-th line of the answer that it comes to after `arm`, until `release`."""

    def __init__(self) -> None:
        self.answer = Answer(served_folder())
        self.lines_left: int | None = None
        self.thread = 0
        self.stopped = threading.Event()
        self.go_on = threading.Event()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Threads that are started meanwhile can be stopped."""
        threading.settrace(self._trace)
        try:
            yield
        finally:
            threading.settrace(None)
            self.lines_left = None
            self.go_on.set()

    def arm(self, thread: int, lines: int) -> None:
        """From now on count the lines of the thread with that identifier."""
        self.thread = thread
        self.stopped.clear()
        self.go_on.clear()
        self.lines_left = lines

    def release(self) -> None:
        """Let the thread go on, and stop no other."""
        self.lines_left = None
        self.go_on.set()

    def _trace(self, frame: FrameType, event: str, arg: Any) -> Any:
        if not self.answer.owns(frame.f_code):
            return None
        if event == "line":
            self._count()
        return self._trace

    def _count(self) -> None:
        if self.lines_left is None or threading.get_ident() != self.thread:
            return
        self.lines_left -= 1
        if self.lines_left == 0:
            self.lines_left = None
            self.stopped.set()
            self.go_on.wait(5)
