"""The threads of the answer at a hang: where each stands, what it waits for, and who holds the lock that it wants."""

from __future__ import annotations

import _thread
import ast
import itertools
import queue
import re
import sys
import threading
import time
from collections.abc import Callable, Mapping
from types import FrameType
from typing import Any

from sensei import blocks
from sensei.frames import Answer, outwards
from sensei.lock_watch import WatchedLock
from sensei.waiters import Waiter

OWNER = re.compile(r"<locked .*RLock object owner=(\d+) ")
"""In the text of an RLock: who holds it."""
WATCHED = (WatchedLock.acquire.__code__, WatchedLock.__enter__.__code__)
CONDITION = threading.Condition.__enter__.__code__
RLOCK = type(threading.RLock())
LOCK = _thread.LockType
Names = Mapping[str, Any]
"""The local variables of a frame."""


def _some(text: str) -> Callable[[Names], str]:
    return lambda names: text


def _item(names: Names) -> str:
    return "" if names["self"].queue else "an item: the queue is empty"


def _join(names: Names) -> str:
    left = names["self"].unfinished_tasks
    return f"queue.join(): task_done() is still to be called {'once' if left == 1 else f'{left} times'}"


def _barrier(names: Names) -> str:
    barrier = names["self"]
    return f"a barrier, where {barrier._count} of {barrier._parties} have come"


def _result(names: Names) -> str:
    # not running(), which would take a lock
    return "the result of a job" + (", which has not begun" if names["self"]._state == "PENDING" else "")


LIBRARY: dict[str, Callable[[Names], str]] = {
    "sensei.preemption.Preemption._count": _some("the check to let it go on"),
    "threading.Event.wait": _some("an event that nobody has set"),
    "threading.Condition.wait": _some("a notify() of its condition"),
    "threading.Semaphore.acquire": _some("a place in a semaphore"),
    "threading.Barrier.wait": _barrier,
    "queue.Queue.get": _item,
    "queue.Queue.put": lambda names: f"room: the queue is full, it takes {names['self'].maxsize}",
    "queue.Queue.join": _join,
    "concurrent.futures._base.Future.result": _result,
    "concurrent.futures._base.Future.exception": _result,
    "concurrent.futures._base.wait": _some("the end of some jobs"),
    "socket.socket.accept": _some("a client"),
    "socket.SocketIO.readinto": _some("bytes from its peer"),
    "socketserver.BaseServer.serve_forever": _some("clients"),
    "selectors.EpollSelector.select": _some("news of a selector"),
    "multiprocessing.popen_fork.Popen.wait": _some("a process to end"),
    "multiprocessing.connection.Connection._recv": _some("bytes from another process"),
    "subprocess.Popen.wait": _some("a process to end"),
}
"""By module and function: what one that is called waits for."""
LOOP = "asyncio.base_events.BaseEventLoop._run_once"
SOCKETS = {
    "recv": "bytes from its peer",
    "recv_into": "bytes from its peer",
    "recvfrom": "bytes from its peer",
    "send": "its peer to read what was sent",
    "sendall": "its peer to read what was sent",
    "connect": "a connection",
}
"""Of the methods of a socket that are no Python code."""


class Threads:
    """The threads as they stand at this moment."""

    def __init__(self, answer: Answer, interrupted: FrameType | None = None) -> None:
        """`interrupted` is where the main thread was when the signal came whose handler asks."""
        self.answer = answer
        self.known = {thread.ident: thread for thread in threading.enumerate()}
        self.main = threading.main_thread().ident
        self.stacks = {ident: list(outwards(frame)) for ident, frame in sys._current_frames().items()}
        if interrupted is not None and self.main is not None:
            self.stacks[self.main] = list(outwards(interrupted))
        self.waiters = {ident: self._waiter(ident) for ident in self.stacks}

    def waiting(self, with_loops: bool = True) -> list[Waiter]:
        """Those that stand in a line of the answer, in order; or without those that only run a loop."""
        for ident, stack in self.stacks.items():
            self._say_what_it_waits_for(ident, stack)
        ordered = sorted(self.waiters, key=self._rank)
        found = [ident for ident in ordered if self.waiters[ident].place]
        return [self.waiters[ident] for ident in found if with_loops or not self._runs_a_loop(self.stacks[ident])]

    def _rank(self, ident: int) -> tuple[bool, bool, str]:
        """The main thread first, then those who wait for another thread."""
        waiter = self.waiters[ident]
        return ident != self.main, not waiter.needs, waiter.who

    def _runs_a_loop(self, stack: list[FrameType]) -> bool:
        """Is a loop of asyncio at work below the innermost line of the answer? Its tasks tell more than that line."""
        inner = itertools.takewhile(lambda frame: not self.answer.owns(frame.f_code), stack)
        return any(_name(frame) == LOOP for frame in inner)

    def _waiter(self, ident: int) -> Waiter:
        stack = self.stacks[ident]
        own = next((frame for frame in stack if self.answer.owns(frame.f_code)), None)
        place = self.answer.place(own) if own else None
        return Waiter(self._name(ident), place, kind="main" if ident == self.main else "thread")

    def _name(self, ident: int) -> str:
        if ident == self.main:
            return "the main thread"
        return f"thread {self.known[ident].name!r}" if ident in self.known else f"thread {ident}"

    def _say_what_it_waits_for(self, ident: int, stack: list[FrameType]) -> None:
        waiter = self.waiters[ident]
        own = next((at for at, frame in enumerate(stack) if self.answer.owns(frame.f_code)), None)
        if own is None:
            return
        lock = _lock_wanted(stack, own, ident)
        if lock is not None:
            self._say_who_holds(lock, ident)
            waiter.gives_up = _has_a_timeout(stack[0])
        else:
            self._say_what_library_it_is_in(waiter, stack[:own], stack[own])
        if waiter.waits and any(_name(frame) == LOOP for frame in stack[own:]):
            waiter.waits += ", and its event loop with it"

    def _say_what_library_it_is_in(self, waiter: Waiter, inner: list[FrameType], own: FrameType) -> None:
        for frame in reversed(inner):
            name = _name(frame)
            if name == LOOP:
                return
            if name == "threading.Thread.join":
                self._say_whom_it_joins(waiter, frame.f_locals["self"])
                waiter.gives_up = frame.f_locals["timeout"] is not None
                return
            if name in LIBRARY:
                waiter.waits = LIBRARY[name](frame.f_locals)
                return
        waiter.waits = _in_c(own)

    def _say_whom_it_joins(self, waiter: Waiter, thread: threading.Thread) -> None:
        waiter.waits = f"thread {thread.name!r} to end"
        waiter.needs = [self.waiters[thread.ident]] if thread.ident in self.waiters else []

    def _say_who_holds(self, lock: Any, ident: int) -> None:
        waiter = self.waiters[ident]
        made = f"the lock made in line {lock.made}" if isinstance(lock, WatchedLock) else "the lock"
        holder, name, line = self._holder(lock)
        since = f" since line {line}" if line else ""
        if holder == ident:
            waiter.waits = f"{made}, which it holds itself{since}: a Lock is not reentrant"
        elif name and holder is None:
            waiter.waits = f"{made}, held{since} by {name}, which has ended without releasing it"
        else:
            waiter.waits = f"{made}, held{since} by {name}" if name else f"{made}, which is held"
        waiter.needs = [self.waiters[holder]] if holder is not None else []

    def _holder(self, lock: Any) -> tuple[int | None, str, int]:
        """Its thread, unless that has ended; its name; and since which line it has the lock."""
        if not isinstance(lock, WatchedLock):
            return self._owner(lock) if type(lock) is RLOCK else (None, "", 0)
        thread, line = lock.holder, lock.since
        if thread is None:
            return None, "", 0
        alive = thread.ident in self.stacks and self.known.get(thread.ident) is thread
        return thread.ident if alive else None, self._of(thread), line

    def _of(self, thread: threading.Thread) -> str:
        return "the main thread" if thread is threading.main_thread() else f"thread {thread.name!r}"

    def _owner(self, lock: Any) -> tuple[int | None, str, int]:
        found = OWNER.match(repr(lock))
        ident = int(found[1]) if found else 0
        if ident not in self.stacks:
            return None, "a thread" if ident else "", 0
        own = [frame for frame in self.stacks[ident] if self.answer.owns(frame.f_code)]
        lines = [line for frame in own for entered, line in blocks.held(frame) if _lock_of(entered) is lock]
        return ident, self._name(ident), lines[0] if lines else 0


def _name(frame: FrameType) -> str:
    """Module and function."""
    return f"{frame.f_globals.get('__name__', '')}.{frame.f_code.co_qualname}"


def _lock_wanted(stack: list[FrameType], own: int, ident: int) -> Any:
    """The lock whose `acquire` is under way, or nothing."""
    frame = stack[0]
    if frame.f_code in WATCHED:
        return None if "got" in frame.f_locals else frame.f_locals["self"]
    wanted = list(blocks.entering(frame)) if own == 0 else []
    if frame.f_code is CONDITION:
        wanted = [frame.f_locals["self"]]
    return next((lock for lock in map(_lock_of, wanted) if _is_held_by_another(lock, ident)), None)


def _has_a_timeout(frame: FrameType) -> bool:
    if frame.f_code in WATCHED:
        return bool(frame.f_locals.get("timeout", -1) != -1)
    call = blocks.current(frame)
    return isinstance(call, ast.Call) and bool(call.args or call.keywords)


def _lock_of(one: Any) -> Any:
    return one._lock if type(one) is threading.Condition else one  # type: ignore[attr-defined]


def _is_held_by_another(lock: Any, ident: int) -> bool:
    if type(lock) is RLOCK:
        owner = OWNER.match(repr(lock))
        return owner is not None and int(owner[1]) != ident
    return type(lock) is LOCK and lock.locked()


def _in_c(own: FrameType) -> str:
    """What a call waits for that is no Python code, as far as it is known."""
    call = blocks.current(own)
    if not isinstance(call, ast.Call):
        return ""
    if blocks.look_up(call.func, own) is time.sleep:
        return "time.sleep() to end"
    if not isinstance(call.func, ast.Attribute):
        return ""
    of = blocks.look_up(call.func.value, own)
    if type(of) is queue.SimpleQueue and call.func.attr == "get":
        return "an item: the queue is empty"
    sockets = sys.modules.get("_socket")
    return SOCKETS.get(call.func.attr, "") if sockets and isinstance(of, sockets.socket) else ""
