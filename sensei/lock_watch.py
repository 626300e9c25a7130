"""Locks that know who holds them, and since which line of the answer.

A `threading.Lock` does not say who holds it. So a lock that a line of the answer makes is a `WatchedLock`, which does
what that lock does and writes down who has it. Locks that others make, `queue.Queue` and the checks among them, stay
what they are; and so does an `RLock`, which knows its owner.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from sensei.frames import Answer

_make = threading.Lock
_threads: dict[int, threading.Thread] = threading._active  # type: ignore[attr-defined]  # current_thread() adds to it
OUTWARDS = 5
"""Frames that are looked at for a line of the answer: that of `acquire`, of `Condition.__enter__`, and so on."""


class WatchedLock:
    """A lock as `threading.Lock` makes it, and `holder`, `since`, `made`: a thread, and lines of the answer or 0."""

    __slots__ = ("__weakref__", "_answer", "_real", "holder", "made", "since")

    def __init__(self, answer: Answer, made: int) -> None:
        self._real = _make()
        self._answer = answer
        self.made = made
        self.since = 0
        self.holder: threading.Thread | None = None

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """As that of a lock."""
        got = self._real.acquire(blocking, timeout)
        if got:
            self.since = self._line(sys._getframe())
            self.holder = _threads.get(threading.get_ident())
        return got

    def __enter__(self) -> bool:
        got = self._real.acquire()
        self.since = self._line(sys._getframe())
        self.holder = _threads.get(threading.get_ident())
        return got

    def release(self) -> None:
        """As that of a lock."""
        self.holder = None  # first, since afterwards it may be another's already
        self._real.release()

    def __exit__(self, *error: object) -> None:
        self.holder = None
        self._real.release()

    def _line(self, frame: FrameType | None) -> int:
        for _ in range(OUTWARDS):
            if frame is None:
                break
            if self._answer.owns(frame.f_code):
                return frame.f_lineno
            frame = frame.f_back
        return 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def __repr__(self) -> str:
        return repr(self._real)

    def __reduce_ex__(self, protocol: Any) -> Any:
        return self._real.__reduce_ex__(protocol)  # which refuses

    @property
    def __class__(self) -> Any:  # isinstance(lock, _thread.LockType) holds
        return type(self._real)

    @__class__.setter
    def __class__(self, other: Any) -> None:
        raise TypeError("a lock stays a lock")


def watch_locks(answer: Answer) -> None:
    """From now on `threading.Lock()` in a line of the answer makes a `WatchedLock`."""

    def make(frame: FrameType) -> Any:
        if frame.f_code.co_filename == "<string>" and frame.f_back:  # the __init__ that a dataclass writes
            frame = frame.f_back
        return WatchedLock(answer, frame.f_lineno) if answer.owns(frame.f_code) else _make()

    threading.Lock = _as_a_class(make) if isinstance(_make, type) else lambda: make(sys._getframe(1))  # type: ignore


def _as_a_class(make: Callable[[FrameType], Any]) -> type:
    """What `threading.Lock` is since 3.13: a class that nobody can derive from."""

    class Meta(type):
        def __call__(cls) -> Any:
            return make(sys._getframe(1))

        def __instancecheck__(cls, one: object) -> bool:
            return isinstance(one, type(_make()))

    class Lock(metaclass=Meta):
        def __init_subclass__(cls) -> None:
            raise TypeError("type '_thread.lock' is not an acceptable base type")

    return Lock
