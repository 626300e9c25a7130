"""For checks whose answer starts processes: none may be left. A file of its own, since few katas start any."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import psutil
import pytest

from sensei.leftovers import LeftBehind

GRACE = 1.5
"""Seconds that processes have for winding up when nothing holds them: far more than any right answer needs."""
HELPERS = ("multiprocessing.resource_tracker", "multiprocessing.forkserver")
"""Processes that multiprocessing starts for itself and keeps."""


@pytest.fixture(scope="module", autouse=True)
def helpers_of_multiprocessing() -> None:
    """Start them before any check, or the first one would seem to have left their descriptors open."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        from multiprocessing import forkserver, resource_tracker  # POSIX only

        resource_tracker.ensure_running()
        forkserver.ensure_running()


@pytest.fixture(autouse=True)
def no_process_left_behind(nothing_left_behind: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails a check that held but left a process; kills it in any case.

    It holds every pool that is made: one that nobody holds is shut down by the collector, and hides that nobody else
    does it.
    """
    pools: list[ProcessPoolExecutor] = []
    original = ProcessPoolExecutor.__init__

    def remember(self: ProcessPoolExecutor, *args: Any, **options: Any) -> None:
        pools.append(self)
        original(self, *args, **options)

    monkeypatch.setattr(ProcessPoolExecutor, "__init__", remember)
    yield
    left = gone_soon()
    if left:
        end(left)
        for pool in pools:
            pool.shutdown()
        raise LeftBehind(f"still running when the check was over: {len(left)} process{'es' * (len(left) > 1)}")


def gone_soon() -> list[psutil.Process]:
    """Wait until no process is there that an answer has started, but not for long; those that are left."""
    until = time.monotonic() + GRACE
    while (found := workers()) and time.monotonic() < until:
        time.sleep(0.005)
    return found


def workers() -> list[psutil.Process]:
    """The processes alive that an answer has started."""
    multiprocessing.active_children()  # takes note of those that have ended
    return [one for one in psutil.Process().children(recursive=True) if _works(one)]


def end(processes: list[psutil.Process]) -> None:
    """Kill them and wait for that."""
    for one in processes:
        try:
            one.kill()
        except psutil.Error:
            continue
    psutil.wait_procs(processes, GRACE)
    multiprocessing.active_children()


def _works(one: psutil.Process) -> bool:
    try:
        if one.status() == psutil.STATUS_ZOMBIE:
            return False
        is_helper = one.ppid() == psutil.Process().pid and any(name in " ".join(one.cmdline()) for name in HELPERS)
        return not is_helper  # what the fork server has forked looks like it, and is a child of it
    except psutil.Error:
        return False
