"""Children that need not import pytest again: forked from a process that has.

To prove a kata is to judge a hundred answers, and half of the time of each is spent on imports. So `prove` works in
processes that have imported what every child needs (`prepare`), and `sensei.child` forks its child there. What the
child does is the same. Where there is no fork, or `prepare` was not called, children are started as always.
"""

from __future__ import annotations

import ast
import atexit
import gc
import importlib
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Sequence
from multiprocessing import resource_tracker
from pathlib import Path
from typing import IO, NoReturn, Protocol

NEEDED = ("pytest_asyncio.plugin", "sensei.witness", "sensei.leftovers", "sensei.at_work")
CAN_FORK = sys.platform == "linux"  # elsewhere a fork without exec is a danger of its own, or there is none


def import_what_is_needed(tests: Path) -> None:
    """Whatever the tests import but the answer: its own import has a limit, and aiohttp is not its fault."""
    for node in ast.walk(ast.parse(tests.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        else:
            continue
        for name in names:
            if name.partition(".")[0] not in ("katas", "tests"):
                importlib.import_module(name)


class Process(Protocol):
    """What the judge needs of a child, whichever way it was started."""

    pid: int
    returncode: int | None

    def poll(self) -> int | None: ...
    def wait(self) -> int: ...
    def kill(self) -> None: ...


class Forked:
    """A child that was forked: the part of `subprocess.Popen` that is needed."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._reaping = threading.Lock()

    def poll(self) -> int | None:
        return self._reap(os.WNOHANG)

    def wait(self) -> int:
        if self.returncode is None:
            os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)  # poll() of another thread may reap it
        code = self._reap(os.WNOHANG)
        assert code is not None
        return code

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def _reap(self, options: int) -> int | None:
        with self._reaping:
            if self.returncode is None:
                pid, status = os.waitpid(self.pid, options)
                if pid:
                    self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode


class _Nursery:
    prepared = False


def prepare(tests: Sequence[Path]) -> None:
    """Import what children need for these tests. For a process without threads, which does nothing but judge."""
    for name in NEEDED:
        importlib.import_module(name)
    for file in tests:
        import_what_is_needed(file)
    gc.collect()
    gc.freeze()  # what is here now no collection of a child need look at, and so copy
    _Nursery.prepared = CAN_FORK


def start(environment: dict[str, str], folder: str) -> tuple[Process, IO[bytes], IO[bytes]]:
    """A new child, in a session of its own; and what it writes to standard output and standard error."""
    if _Nursery.prepared:
        return _fork(environment, folder)
    process = subprocess.Popen(
        [sys.executable, "-m", "sensei.at_work"],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    return process, process.stdout, process.stderr


def _fork(environment: dict[str, str], folder: str) -> tuple[Process, IO[bytes], IO[bytes]]:
    (out, child_out), (err, child_err) = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        _be_the_child(environment, folder, child_out, child_err)
    os.close(child_out)
    os.close(child_err)
    return Forked(pid), os.fdopen(out, "rb"), os.fdopen(err, "rb")


def _be_the_child(environment: dict[str, str], folder: str, out: int, err: int) -> NoReturn:
    leave = os._exit  # the guard is going to put another one in its place
    code = 1
    try:
        os.setsid()
        os.chdir(folder)
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
