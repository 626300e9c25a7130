"""The deadline of a check, kept from outside the loop, and the ways out of the process, shut.

Three layers, each for what the one before cannot end. SIGALRM raises `Overtime` in the main thread, again and again,
for whoever swallows it. A second later faulthandler, whose thread needs no GIL, writes the stacks and ends the
process. Then the judge, in the parent process, ends the whole group. Where there is no SIGALRM (Windows) the second
layer comes at the deadline itself.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

from sensei import standstill
from sensei.frames import Answer, Place, sleeping_in_select

HAS_ALARM = hasattr(signal, "SIGALRM")
PATIENCE = 1.0
"""Seconds between the alarm and the end of the process."""
REMINDER = 0.2
"""Seconds between two alarms for who swallows the first."""


class Overtime(KeyboardInterrupt):
    """The alarm. A KeyboardInterrupt, since that is what an event loop lets through instead of storing it."""


class Refused(SystemExit):
    """The answer tried to end the process."""


class Overdue(Exception):
    """A check did not end in time: why, and where everything stood at that moment."""

    def __init__(self, why: str, where: list[Place]) -> None:
        super().__init__(why)
        self.why = why
        self.where = where


class Guard:
    """Sets limits on the main thread, one at a time."""

    def __init__(self, answer: Answer, dump: int) -> None:
        self.answer = answer
        self.dump = dump
        self.armed = False
        self.looking = False
        self.overdue: Overdue | None = None
        if HAS_ALARM:
            signal.signal(signal.SIGALRM, self._on_alarm)

    @contextmanager
    def limit(self, seconds: float, meaning: str = "") -> Iterator[None]:
        """Raise `Overdue` if the block takes longer, also if it swallowed the alarm and ended well after all."""
        self.overdue, self.seconds, self.meaning = None, seconds, meaning
        self.armed = True
        faulthandler.dump_traceback_later(seconds + PATIENCE * HAS_ALARM, exit=True, file=self.dump)
        if HAS_ALARM:
            signal.setitimer(signal.ITIMER_REAL, seconds, REMINDER)
        try:
            yield
        except Overtime:
            pass
        finally:
            self.armed = False
            if HAS_ALARM:
                signal.setitimer(signal.ITIMER_REAL, 0)
            faulthandler.cancel_dump_traceback_later()
            if self.overdue is not None:
                raise self.overdue from None

    def _on_alarm(self, signum: int, frame: FrameType | None) -> None:
        if not self.armed:
            return
        if self.overdue is None:
            self.overdue = overdue = Overdue(self._why(), [])
            self.looking = True
            said, overdue.where = standstill.look(self.answer, frame)
            overdue.why = "\n".join([overdue.why, *said])
            self.looking = False
        if not self.looking:  # this is a reminder, and it comes while the first alarm still looks around
            raise Overtime

    def _why(self) -> str:
        asleep = ": the loop sleeps in select()" if sleeping_in_select() else ""
        return "\n".join(filter(None, [f"not over after {self.seconds:g} s{asleep}", self.meaning]))


def shut_the_exits(answer: Answer, report: Callable[..., None]) -> None:
    """`os._exit` reports its caller and raises; forked children may still use it."""
    home, really_exit = os.getpid(), os._exit

    def refuse(code: int) -> NoReturn:
        if os.getpid() != home:
            really_exit(code)
        report("exit", why=f"called os._exit({code!r})", where=answer.caller())
        raise Refused(f"os._exit({code!r})")

    os._exit = refuse  # type: ignore[assignment]


def remember_where_threads_start(answer: Answer) -> None:
    """A thread left behind is named with the line that started it."""
    start = threading.Thread.start

    def start_and_remember(self: Any) -> None:
        self.sensei_started = answer.caller()
        start(self)

    threading.Thread.start = start_and_remember  # type: ignore[method-assign]


def started(thread: threading.Thread) -> list[Place]:
    """The line of the learner that started a thread."""
    found: list[Place] = getattr(thread, "sensei_started", [])
    return found
