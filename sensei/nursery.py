"""Children that need not import pytest again: forked from a process that has.

To prove a kata is to judge a hundred answers, and half of the time of each is spent on imports. So `prove` works in
processes that have imported what every child needs, and children are forked there (`prepare`). What a child does is
the same. Where there is no fork, children are started as always.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import resource_tracker
from pathlib import Path
from typing import IO, NoReturn

from sensei import child
from sensei.catalog import ROOT
from sensei.processes import Process

NEEDED = ("pytest_asyncio.plugin", "sensei.witness", "sensei.leftovers", "sensei.at_work")
CAN_FORK = sys.platform == "linux"  # elsewhere a fork without exec is a danger of its own, or there is none


class Forked:
    """A child that was forked: the part of `subprocess.Popen` that is needed."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._reaping = threading.Lock()

    def poll(self) -> int | None:
        with self._reaping:
            if self.returncode is None:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid:
                    self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self) -> int:
        with suppress(ChildProcessError):  # poll() of another thread has reaped it
            os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        code = self.poll()
        assert code is not None
        return code

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)


def prepare(tests: Sequence[Path]) -> None:
    """Import what children need for these tests, and fork them. For a process that does nothing but judge."""
    from sensei.witness import import_what_the_tests_need  # imports pytest

    for name in NEEDED:
        importlib.import_module(name)
    for file in tests:
        import_what_the_tests_need(file)
    gc.collect()
    gc.freeze()  # what is here now no collection of a child need look at, and so copy
    if CAN_FORK:
        child.start = _fork


def _fork(environment: dict[str, str]) -> tuple[Process, IO[bytes], IO[bytes]]:
    (out, child_out), (err, child_err) = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        _be_the_child(environment, child_out, child_err)
    os.close(child_out)
    os.close(child_err)
    return Forked(pid), os.fdopen(out, "rb"), os.fdopen(err, "rb")


def _be_the_child(environment: dict[str, str], out: int, err: int) -> NoReturn:
    leave = os._exit  # the guard is going to put another one in its place
    code = 1
    try:
        os.setsid()
        os.chdir(ROOT)
        for descriptor, target in ((os.open(os.devnull, os.O_RDONLY), 0), (out, 1), (err, 2)):
            os.dup2(descriptor, target)
        os.closerange(3, 256)
        os.environ.clear()
        os.environ.update(environment)
        resource_tracker._resource_tracker._fd = None  # type: ignore[attr-defined]  # that was another process's
        sys.modules["__main__"] = sys.modules["sensei.at_work"]  # multiprocessing looks there
        multiprocessing.set_start_method(None, force=True)  # the pool that we are in has chosen one
        from sensei.witness import main

        code = main()
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
    except BaseException:  # noqa: BLE001 - as the interpreter does at its end
        traceback.print_exc()
        code = 1
    finally:
        leave(code)
