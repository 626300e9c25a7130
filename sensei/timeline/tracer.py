"""Sees what threads and tasks do, while it is on."""

from __future__ import annotations

import _thread
import itertools
import math
import os
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from sensei import standstill
from sensei.catalog import shown
from sensei.frames import Answer, place
from sensei.timeline.hooks import Replaced
from sensei.timeline.recorder import Recorder
from sensei.timeline.tasks import Tasks
from sensei.timeline.waits import Waits

LOOK = 0.02
"""Seconds between two looks of the watcher."""
ALMOST = 0.8
"""The part of the time that has gone when it looks as if it would not suffice."""
BLOCKED = 0.05
"""Seconds that a step may hold the loop before that is called blocking."""


class Tracer:
    """While installed, tells the recorder what happens; a thread of its own sees who blocks a loop."""

    def __init__(self, recorder: Recorder, answer: Answer, patience: float) -> None:
        """`patience` is the time that a take has, in seconds: shortly before, all say where they are."""
        self.recorder = recorder
        self.waits = Waits(recorder, self._number_of)
        self.tasks = Tasks(recorder, self.thread_number, self.waits)
        self._answer = answer
        self._patience = patience
        self._numbers: dict[int, int] = {}
        self._next = itertools.count(1)
        self._replaced = Replaced()
        self._blamed: set[float] = set()
        self._watcher = 0
        if hasattr(os, "register_at_fork"):  # POSIX
            os.register_at_fork(after_in_child=self._forget)

    def install(self) -> None:
        """From now on; the calling thread is the first one."""
        self._watcher = _thread.start_new_thread(self._watch, ())  # before the hooks, which so do not see it
        self._replaced.replace(threading.Thread, "start", self._seen_start)
        self._replaced.replace(threading, "excepthook", self._seen_failure)
        self._open_lane(threading.current_thread().name)
        self.tasks.install()
        self.waits.install()

    def remove(self) -> None:
        """Until now."""
        self.waits.remove()
        self.tasks.remove()
        self._replaced.put_back()
        self._watcher = 0
        self._numbers.clear()

    def thread_number(self) -> int:
        """Of this thread; it gets a lane when it has none."""
        return self._numbers.get(_thread.get_ident()) or self._open_lane(threading.current_thread().name)

    def _forget(self) -> None:
        """In a forked process."""
        self.recorder.stop()
        self.waits.forget()

    def mark(self, what: str) -> None:
        """Something happened in the task or thread that runs here."""
        if self._watcher:
            self.recorder.note("mark", time.perf_counter(), self.thread_number(), self.tasks.current(), what)

    def did(self, began: float, ended: float, what: str) -> None:
        """This thread was busy with that, running or waiting."""
        if self._watcher:
            self.recorder.note("doing", began, ended, self.thread_number(), what)

    def _number_of(self, thread: int) -> int | None:
        """Of a thread whose waits are to be seen: that of a loop waits between its steps."""
        return None if thread in self.tasks.loops else self._numbers.get(thread)

    def _open_lane(self, name: str) -> int:
        number = self._numbers[_thread.get_ident()] = next(self._next)
        self.recorder.note("thread", time.perf_counter(), number, name)
        return number

    def _seen_start(self, start: Callable[[threading.Thread], None]) -> Callable[[threading.Thread], None]:
        def seen(thread: threading.Thread) -> None:
            run = thread.run
            thread.run = lambda: self._run(thread, run)  # type: ignore[method-assign]
            try:
                start(thread)
            finally:
                if thread.ident is None:
                    del thread.run

        return seen

    def _seen_failure(self, report: Callable[[threading.ExceptHookArgs], None]) -> Callable[..., None]:
        def seen(failure: threading.ExceptHookArgs) -> None:
            error = failure.exc_value
            if error is not None:
                where = [f"{shown(one['path'])}:{one['line']}" for one in self._answer.raised(error)[-1:]]
                why = f"{type(error).__name__}: {error}".rstrip(": ")
                self.recorder.note("thread-fails", time.perf_counter(), self.thread_number(), why, *where)
            report(failure)

        return seen

    def _run(self, thread: threading.Thread, run: Callable[[], Any]) -> None:
        del thread.run  # a thread that knows itself would never be freed
        number = self._open_lane(thread.name)
        self.waits.resume_here()
        try:
            run()
        finally:
            self.waits.pause_here()
            self.recorder.note("thread-end", time.perf_counter(), number)

    def _watch(self) -> None:
        time.sleep(LOOK)
        late = time.perf_counter() + ALMOST * self._patience
        while self._watcher == _thread.get_ident():
            now = time.perf_counter()
            self.recorder.note("beat", now)
            if now > late:
                self.recorder.note("stuck", now, standstill.look(self._answer)[1])
                late = math.inf
            self.waits.look()
            for thread, (began, task) in list(self.tasks.steps.items()):
                self._look_at_step(thread, began, task)
            self._flush()
            time.sleep(LOOK)

    def _flush(self) -> None:
        try:
            self.recorder.flush()
        except OSError:  # whoever wanted the picture has gone
            os._exit(1)

    def _look_at_step(self, thread: int, began: float, task: int | None) -> None:
        now = time.perf_counter()
        number = self._numbers.get(thread)
        if now - began < BLOCKED or number is None:
            return
        self.recorder.note("step", began, now, number, task)
        frame = sys._current_frames().get(thread)
        if frame is not None and began not in self._blamed and self.tasks.steps.get(thread, (0,))[0] == began:
            self._blamed.add(began)
            self.recorder.note("blame", began, *self._line(frame))

    def _line(self, frame: FrameType) -> tuple[str, str]:
        """The innermost line of the answer's, or of anybody's if there is none."""
        one: FrameType | None = frame
        while one is not None and not self._answer.owns(one.f_code):
            one = one.f_back
        found = place((one or frame).f_code.co_filename, (one or frame).f_lineno or 0)
        return f"{shown(found['path'])}:{found['line']}", found["source"].partition("  #")[0]
