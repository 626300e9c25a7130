"""After every check: no thread, task, socket or file left, nothing logged by asyncio, no error in a thread.

A check may allow its kata something with `@pytest.mark.leaves("threads")`.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sensei.answers import served_folder
from sensei.frames import Answer
from sensei.guard import Overtime, started
from sensei.standstill import Standstill
from sensei.task_tree import describe

if TYPE_CHECKING:
    import asyncio  # most checks do without, and are judged the sooner

GRACE = 1.5
"""Seconds that threads and descriptors have for winding up: far more than any right answer needs."""
FDS = next((folder for folder in (Path("/proc/self/fd"), Path("/dev/fd")) if folder.is_dir()), None)


HEARD: list[str] = []
"""What was heard in the check that runs now, for whoever explains why it failed."""


class LeftBehind(Standstill):
    """A check held, and then something of the answer was still there, and stands where it says."""


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a check that held but left something behind, and says what."""
    allowed = {what for mark in request.node.iter_markers("leaves") for what in mark.args}
    threads, descriptors = set(threading.enumerate()), _descriptors()
    with _listening(threads) as heard:
        yield
        gc.collect()
        problems = [] if "threads" in allowed else list(_threads_since(threads))
        problems += heard
        problems += _descriptors_since(descriptors) if not problems and not allowed else []
    if problems:
        raise LeftBehind("\n".join(dict.fromkeys(problems)))


def names_of(tasks: Iterable[asyncio.Task[Any]]) -> list[str]:
    """Tasks by the functions that run in them, in the order of the alphabet."""
    return sorted(getattr(task.get_coro(), "__qualname__", "?") for task in tasks)


def told(tasks: Iterable[asyncio.Task[Any]]) -> list[str]:
    """Tasks that were left: functions, lines, and what they wait for; those that are alike only once."""
    answer = Answer(served_folder())
    return counted(sorted(describe(task, answer) for task in tasks))


def counted(names: Iterable[str]) -> list[str]:
    """Each name once, with the number of them."""
    return [name if number == 1 else f"{name} ({number} of them)" for name, number in Counter(names).items()]


def _threads_since(before: set[threading.Thread]) -> Iterator[str]:
    until = time.monotonic() + GRACE
    for thread in set(threading.enumerate()) - before:
        if isinstance(thread, threading._DummyThread):
            continue  # started by _thread, which gives nothing to wait for
        thread.join(max(0.0, until - time.monotonic()))
        if thread.is_alive():
            at = started(thread)
            where = f", started in line {at[-1]['line']}: {at[-1]['source']}" if at else ""
            yield f"still running when the check was over: thread {thread.name!r}{where}"


def _descriptors() -> dict[str, str]:
    if FDS is None:
        return {}
    found = {}
    for name in os.listdir(FDS):
        try:
            found[name] = os.readlink(FDS / name) if FDS.parent.name == "self" else "descriptor"
        except OSError:  # the one of the listing itself
            continue
    return found


def _descriptors_since(before: dict[str, str]) -> list[str]:
    """Anything new must go away by itself soon: a socket is closed by another thread, say."""
    until = time.monotonic() + GRACE
    while True:
        new = [what for name, what in _descriptors().items() if before.get(name) != what]
        if not new or time.monotonic() > until:
            return [f"left open when the check was over: {what.partition(':')[0]}" for what in new]
        time.sleep(0.01)


@contextmanager
def _listening(earlier: set[threading.Thread]) -> Iterator[list[str]]:
    """Collects what would only be printed: errors of threads and finalisers, the log of asyncio.

    "never awaited" and "unclosed socket" come here too: pyproject.toml makes errors of these two warnings, and an
    error in a finaliser is an unraisable one.
    """
    heard = HEARD
    heard.clear()
    answer = Answer(served_folder())

    def of_thread(args: threading.ExceptHookArgs) -> None:
        name = args.thread.name if args.thread else "?"
        if args.exc_value is not None and args.thread not in earlier:  # else it is another check's
            heard.append(f"thread {name!r} died of {_describe(args.exc_value, answer)}")

    def of_finaliser(args: Any) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, Overtime):  # that one is the guard's
            heard.append(f"{args.err_msg or 'ignored in a finaliser'}: {_describe(args.exc_value, answer)}")

    hooks = threading.excepthook, sys.unraisablehook
    threading.excepthook, sys.unraisablehook = of_thread, of_finaliser
    log = _Log(heard)
    logging.getLogger("asyncio").addHandler(log)
    try:
        yield heard
    finally:
        logging.getLogger("asyncio").removeHandler(log)
        threading.excepthook, sys.unraisablehook = hooks


class _Log(logging.Handler):
    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if type(error).__name__ == "CancelledError" and "StreamReaderProtocol" in record.getMessage():
            return  # a handler of start_server that was cancelled, rightly: some versions of asyncio log that
        text = record.getMessage().splitlines()[0]
        self.heard.append(f"asyncio logged: {text}" + (f" ({error!r})" if error else ""))


def _describe(error: BaseException, answer: Answer) -> str:
    at = answer.raised(error)
    where = f" in line {at[-1]['line']}: {at[-1]['source']}" if at else ""
    try:
        text = str(error)[:200]
    except Exception as trouble:  # noqa: BLE001 - it is the answer's code that runs here
        text = f"its text cannot be had ({type(trouble).__name__})"
    return f"{type(error).__name__}: {text}{where}"
