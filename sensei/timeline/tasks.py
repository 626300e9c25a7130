"""Sees the tasks and the turns of every asyncio loop.

Each step of a task is one `Handle._run`, and so is each plain callback: this one door shows when a task runs, and how
long the loop stands still for it, on every version alike. It costs two readings of the clock a step; a profiler would
cost as much for each function that the step calls.
"""

from __future__ import annotations

import asyncio
import functools
import re
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sensei.timeline.hooks import Replaced
from sensei.timeline.recorder import Recorder
from sensei.timeline.waits import Waits

ENDING = ("shutdown_asyncgens", "shutdown_default_executor")
"""What `asyncio.run` does in the end is nothing that a learner wrote; nor are private coroutines of packages."""
PACKAGES = ("site-packages", str(Path(asyncio.__file__).parent))
LONGEST = 26
"""Characters of a task's name."""


class Tasks:
    """While installed, tells the recorder of tasks, steps, cancellation, and calls from other threads."""

    def __init__(self, recorder: Recorder, thread_number: Callable[[], int], waits: Waits) -> None:
        self.steps: dict[int, tuple[float, int | None]] = {}
        """By thread: since when the step under way runs, and of which task."""
        self.loops: dict[int, int] = {}
        """By thread: which loop runs in it."""
        self._recorder = recorder
        self._thread_number = thread_number
        self._waits = waits
        self._numbers: weakref.WeakKeyDictionary[asyncio.Task[Any], int] = weakref.WeakKeyDictionary()
        self._cancelled: dict[int, int] = {}
        self._next = 0
        self._replaced = Replaced()

    def install(self) -> None:
        """Put the hooks in place."""
        self._replaced.replace(asyncio.Handle, "_run", self._seen_run)
        self._replaced.replace(asyncio.BaseEventLoop, "create_task", self._seen_create)
        self._replaced.replace(asyncio.BaseEventLoop, "call_soon_threadsafe", self._seen_call)
        self._replaced.replace(asyncio.BaseEventLoop, "run_forever", self._seen_loop)

    def remove(self) -> None:
        """Take the hooks away."""
        self._replaced.put_back()

    def current(self) -> int | None:
        """The task whose step runs in this thread."""
        return self.steps.get(threading.get_ident(), (0.0, None))[1]

    def _seen_run(self, run: Callable[[asyncio.Handle], None]) -> Callable[[asyncio.Handle], None]:
        def seen(handle: asyncio.Handle) -> None:
            task = stepping(getattr(handle, "_callback", None))
            number = None if task is None else self._number(task)
            thread, began = threading.get_ident(), time.perf_counter()
            if task is not None:
                self._look_before_step(task, began)
            self.steps[thread] = began, number
            try:
                run(handle)
            finally:
                self.steps.pop(thread, None)
                self._recorder.note("step", began, time.perf_counter(), self._thread_number(), number)
                if task is not None:
                    self._look_for_end(task)

        return seen

    def _seen_create(self, create: Callable[..., asyncio.Task[Any]]) -> Callable[..., asyncio.Task[Any]]:
        @functools.wraps(create)
        def seen(loop: asyncio.BaseEventLoop, coroutine: Any, **options: Any) -> asyncio.Task[Any]:
            began, called = time.perf_counter(), call_of(coroutine)  # an eager task may be over when it is there
            task = create(loop, coroutine, **options)
            if not called.startswith(ENDING) and not is_private(coroutine):
                self._recorder.note("task", began, self._number(task), shorten(called))
                self._look_for_end(task)
            return task

        return seen

    def _seen_call(self, call: Callable[..., asyncio.Handle]) -> Callable[..., asyncio.Handle]:
        @functools.wraps(call)
        def seen(loop: asyncio.BaseEventLoop, *what: Any, **options: Any) -> asyncio.Handle:
            if self.loops.get(threading.get_ident()) != id(loop):
                self._recorder.note("call", time.perf_counter(), self._thread_number())
            return call(loop, *what, **options)

        return seen

    def _seen_loop(self, run: Callable[[asyncio.BaseEventLoop], None]) -> Callable[[asyncio.BaseEventLoop], None]:
        @functools.wraps(run)
        def seen(loop: asyncio.BaseEventLoop) -> None:
            thread = threading.get_ident()
            self.loops[thread] = id(loop)
            self._recorder.note("loop", time.perf_counter(), self._thread_number())
            self._waits.pause_here()
            try:
                run(loop)
            finally:
                self._waits.resume_here()
                self.loops.pop(thread, None)
                self._recorder.note("loop-end", time.perf_counter(), self._thread_number())

        return seen

    def _number(self, task: asyncio.Task[Any]) -> int:
        if task not in self._numbers:
            self._next += 1
            self._numbers[task] = self._next
        return self._numbers[task]

    def _look_before_step(self, task: asyncio.Task[Any], now: float) -> None:
        number, asked = self._number(task), task.cancelling()
        if number not in self._cancelled and not re.fullmatch(r"Task-\d+", task.get_name()):
            self._recorder.note("name", now, number, shorten(task.get_name()))  # it is given after create_task
        if asked > self._cancelled.get(number, 0):
            self._recorder.note("cancel", now, number)
        self._cancelled[number] = asked

    def _look_for_end(self, task: asyncio.Task[Any]) -> None:
        if task.done():
            self._recorder.note("task-end", time.perf_counter(), self._number(task), outcome(task))


def stepping(callback: Any) -> asyncio.Task[Any] | None:
    """The task whose step this callback is; `call_later(1, task.cancel)` is none."""
    task = getattr(callback, "__self__", None)
    if not isinstance(task, asyncio.Task):
        return None
    name = f"{type(callback).__name__} {getattr(callback, '__name__', '')}".lower()
    return task if "step" in name or "wakeup" in name else None


def outcome(task: asyncio.Task[Any]) -> str:
    """How it ended: "", "cancelled", or the name of its error."""
    if task.cancelled():
        return "cancelled"
    error = getattr(task, "_exception", None)  # exception() would count as somebody having looked at it
    return "" if error is None else type(error).__name__


def call_of(coroutine: Any) -> str:
    """The function that a coroutine is of, with its first plain argument: `visit(/a)`."""
    name = str(getattr(coroutine, "__qualname__", type(coroutine).__name__)).rpartition(".")[2]
    frame = getattr(coroutine, "cr_frame", None)
    if frame is None:
        return name
    values = list(frame.f_locals.values())[: frame.f_code.co_argcount]
    plain = [value for value in values if type(value) in (str, int, float)]
    return f"{name}({_plain(plain[0])})" if plain else name


def shorten(name: str) -> str:
    """What fits beside a lane."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 3]}..."


def is_private(coroutine: Any) -> bool:
    """Is it a detail of a package?"""
    code = getattr(coroutine, "cr_code", None)
    return code is not None and code.co_name.startswith("_") and any(part in code.co_filename for part in PACKAGES)


def _plain(value: str | float) -> str:
    if isinstance(value, str) and value.startswith(("http://", "https://")):
        return urlsplit(value).path or "/"
    return f"{value:g}" if isinstance(value, float) else str(value)
