"""Sees when threads wait: the calls of built-in functions that block.

`sys.monitoring` from Python 3.12 on, where a place in the program that only calls what never waits is soon looked at no
more, and costs nothing then; `sys.setprofile` before.
"""

from __future__ import annotations

import _thread
import functools
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any

from sensei.timeline.hooks import Replaced
from sensei.timeline.recorder import Recorder

SHORTEST = 0.0001
"""Seconds: what takes less is not called waiting."""
PATIENCE = 20
"""Calls that a place in the program may make before it is taken for one that never waits."""
TOOL = "sensei timeline"
BLOCKING = frozenset(
    (
        *("sleep", "select", "poll.poll", "epoll.poll", "kqueue.control", "input", "waitpid", "wait4", "waitid"),
        *("lock.acquire", "RLock.acquire", "RLock._acquire_restore", "lock.__enter__", "RLock.__enter__"),
        *("_ThreadHandle.join", "SimpleQueue.get", "SemLock.acquire", "SemLock.__enter__"),
        *("socket.accept", "socket._accept", "socket.connect", "socket.connect_ex", "socket.recv", "socket.recv_into"),
        *("socket.recvfrom", "socket.recvmsg", "socket.send", "socket.sendall", "socket.sendto", "socket.sendfile"),
        *("getaddrinfo", "gethostbyname", "_SSLSocket.read", "_SSLSocket.write", "_SSLSocket.do_handshake"),
        *("read", "write", "fsync", "FileIO.read", "FileIO.readinto", "FileIO.readall", "FileIO.write"),
    )
)
"""By qualified name, as the interpreter gives it."""


class Waits:
    """While installed, tells the recorder of each wait of each thread that is to be seen."""

    def __init__(self, recorder: Recorder, number_of: Callable[[int], int | None]) -> None:
        self._recorder = recorder
        self._number_of = number_of
        self._under_way: dict[int, tuple[float, str, int]] = {}
        self._replaced = Replaced()
        if sys.version_info >= (3, 12):
            self._hook = Monitoring(self)
        else:
            self._hook = Profile(self)

    @property
    def hook(self) -> str:
        """What the interpreter calls it."""
        return self._hook.name

    def install(self) -> None:
        """Put the hooks in place."""
        self._replaced.replace(threading, "Lock", lambda _: SeenLock)
        self._replaced.replace(threading, "RLock", lambda made: functools.partial(SeenLock, made))
        self._replaced.replace(time, "sleep", seen_sleep)
        self._hook.install()

    def remove(self) -> None:
        """Take the hooks away; who waits now has waited until now."""
        self._hook.remove()
        self._replaced.put_back()
        self.look()
        self._under_way.clear()

    def forget(self) -> None:
        """In a forked process, which nobody draws."""
        self._hook.forget()

    def pause_here(self) -> None:
        """A loop begins in this thread: its waits are those between its steps."""
        self._hook.leave_thread()

    def resume_here(self) -> None:
        """The loop in this thread is over, or the thread has begun."""
        self._hook.enter_thread()

    def look(self) -> None:
        """Tell of the waits that are not over."""
        now = time.perf_counter()
        for began, name, number in list(self._under_way.values()):
            if now - began > SHORTEST:
                self._recorder.note("wait", began, now, number, name)

    def begin(self, called: Any) -> bool:
        """A call begins. True if it may wait."""
        called = called.func if isinstance(called, functools.partial) else called
        name = getattr(called, "__qualname__", "")
        if name not in BLOCKING:
            return False
        thread = _thread.get_ident()
        number = self._number_of(thread)
        if number is not None:
            self._under_way[thread] = time.perf_counter(), name, number
        return True

    def end(self) -> None:
        """A call of a built-in function is over."""
        thread = _thread.get_ident()
        if thread in self._under_way:
            began, name, number = self._under_way.pop(thread)
            now = time.perf_counter()
            if now - began > SHORTEST:
                self._recorder.note("wait", began, now, number, name)


class Profile:
    """`sys.setprofile`, for Python 3.11."""

    name = "sys.setprofile"

    def __init__(self, waits: Waits) -> None:
        self._waits = waits

    def install(self) -> None:
        threading.setprofile(self._seen)
        sys.setprofile(self._seen)

    def remove(self) -> None:
        sys.setprofile(None)
        threading.setprofile(None)

    def forget(self) -> None:
        sys.setprofile(None)
        threading.setprofile(None)

    def enter_thread(self) -> None:
        sys.setprofile(self._seen)

    def leave_thread(self) -> None:
        sys.setprofile(None)

    def _seen(self, frame: FrameType, event: str, called: Any) -> None:
        if event == "c_call":
            self._waits.begin(called)
        elif event in ("c_return", "c_exception"):
            self._waits.end()


if sys.version_info >= (3, 12):

    class Monitoring:
        """`sys.monitoring`, from Python 3.12 on."""

        name = "sys.monitoring"

        def __init__(self, waits: Waits) -> None:
            self._waits = waits
            self._harmless: Counter[tuple[int, int]] = Counter()
            self._tool = 4  # of the six that there are, one that no well-known tool has for itself
            self._installed = False
            self._threads = 0
            self._counting = _thread.allocate_lock()

        def install(self) -> None:
            self._harmless.clear()
            events = sys.monitoring.events
            sys.monitoring.use_tool_id(self._tool, TOOL)
            sys.monitoring.register_callback(self._tool, events.CALL, self._called)
            for event in (events.C_RETURN, events.C_RAISE):
                sys.monitoring.register_callback(self._tool, event, self._returned)
            self._installed, self._threads = True, 0
            self.enter_thread()
            sys.monitoring.restart_events()

        def remove(self) -> None:
            events = sys.monitoring.events
            with self._counting:
                self._installed = False
                sys.monitoring.set_events(self._tool, events.NO_EVENTS)
            for event in (events.CALL, events.C_RETURN, events.C_RAISE):
                sys.monitoring.register_callback(self._tool, event, None)
            sys.monitoring.free_tool_id(self._tool)

        def forget(self) -> None:
            if self._installed:  # no lock: another thread may have held it at the fork
                sys.monitoring.set_events(self._tool, sys.monitoring.events.NO_EVENTS)
                self._installed = False

        def enter_thread(self) -> None:
            """One thread more is looked at."""
            self._count(1)

        def leave_thread(self) -> None:
            """One less: a program with nothing but a loop runs as fast as without hooks."""
            self._count(-1)

        def _count(self, more: int) -> None:
            events = sys.monitoring.events
            with self._counting:
                before, self._threads = self._threads, self._threads + more
                if self._installed and (before > 0) != (self._threads > 0):
                    sys.monitoring.set_events(self._tool, events.CALL if self._threads > 0 else events.NO_EVENTS)

        def _called(self, code: CodeType, offset: int, called: Any, argument: Any) -> Any:
            if self._waits.begin(called):
                return None
            place = id(code), offset  # the hash of a code object is that of all it consists of
            self._harmless[place] += 1
            return sys.monitoring.DISABLE if self._harmless[place] > PATIENCE else None

        def _returned(self, code: CodeType, offset: int, called: Any, argument: Any) -> None:
            self._waits.end()


def seen_sleep(sleep: Callable[[float], None]) -> Callable[[float], None]:
    """A sleep that is seen when a built-in function calls it, as that of `asyncio.to_thread(time.sleep, 1)` does."""

    def seen(seconds: float, /) -> None:
        sleep(seconds)

    return functools.wraps(sleep)(seen)


class SeenLock:
    """A lock whose `with` is a call: until Python 3.14 no hook sees that of a built-in one."""

    def __init__(self, make: Callable[[], Any] = _thread.allocate_lock) -> None:
        self._lock = make()

    def __enter__(self) -> bool:
        return bool(self._lock.acquire())

    def __exit__(self, *error: object) -> None:
        self._lock.release()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._lock, name)
