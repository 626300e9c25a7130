"""A child process with everything that it started: how much memory they take, and their end."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable
from typing import ClassVar, Protocol

import psutil

GRACE = 1.0
"""Seconds for helpers that end by themselves when their parent has ended (multiprocessing's resource tracker)."""


class Process(Protocol):
    """What the judge needs of a child, whichever way it was started."""

    pid: int
    returncode: int | None

    def poll(self) -> int | None: ...
    def wait(self) -> int: ...
    def kill(self) -> None: ...


class Family:
    """Found in three ways, since each can be left: as descendants, by the process group, by the environment."""

    VARIABLE: ClassVar[str] = "SENSEI_RUN"

    def __init__(self, process: Process, nonce: str) -> None:
        self.process = process
        self.nonce = nonce
        self.began = time.time() - 1
        self.seen: set[psutil.Process] = set()

    def resident(self) -> int:
        """Bytes, shared pages counted once for each process."""
        try:
            head = psutil.Process(self.process.pid)
            self.seen.update(head.children(recursive=True))
            return sum(_resident(one) for one in (head, *self.seen))
        except psutil.Error:
            return 0

    def kill(self) -> None:
        """End all of them, at once."""
        if self.process.poll() is None:
            self.resident()
        _kill_group(self.process.pid)
        self.process.kill()
        for one in self._alive():
            _kill(one)

    def end(self) -> list[str]:
        """After the child has ended: what is still running, by its command line; it is killed."""
        if self.process.poll() is None:
            self.kill()
            self.process.wait()
        left = self._alive()
        until = time.monotonic() + GRACE
        while left and time.monotonic() < until:
            time.sleep(0.02)
            left = {one for one in left if one.is_running() and one.status() != psutil.STATUS_ZOMBIE}
        names = [_command(one) for one in left]
        _kill_group(self.process.pid)
        for one in left:
            _kill(one)
        return names

    def _alive(self) -> set[psutil.Process]:
        return {one for one in self.seen | self._marked() if _is_alive(one)}

    def _marked(self) -> set[psutil.Process]:
        """Also those that left the group and lost their parent."""
        return {one for one in _young(psutil.process_iter(), self.began) if self._has_mark(one)}

    def _has_mark(self, one: psutil.Process) -> bool:
        try:
            return one.environ().get(self.VARIABLE) == self.nonce
        except (psutil.Error, OSError):
            return False


def _young(found: Iterable[psutil.Process], since: float) -> Iterable[psutil.Process]:
    for one in found:
        try:
            if one.pid != os.getpid() and one.create_time() >= since:
                yield one
        except psutil.Error:
            continue


def _is_alive(one: psutil.Process) -> bool:
    try:
        return one.is_running() and one.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _resident(one: psutil.Process) -> int:
    try:
        return int(one.memory_info().rss)
    except psutil.Error:
        return 0


def _command(one: psutil.Process) -> str:
    try:
        return f"{' '.join(one.cmdline())[:60]} (process {one.pid})"
    except psutil.Error:
        return f"process {one.pid}"


def _kill(one: psutil.Process) -> None:
    try:
        one.kill()
    except psutil.Error:
        return


def _kill_group(leader: int) -> None:
    """The child leads a group of its own; POSIX only."""
    if hasattr(os, "killpg"):
        try:
            os.killpg(leader, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return
