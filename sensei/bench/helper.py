"""A process of its own for each server, each load and each run: started, asked, bounded in time, and ended."""

from __future__ import annotations

import json
import os
import queue
import secrets
import subprocess
import sys
import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import IO, Any

from sensei.bench.measure import RunFailed
from sensei.catalog import ROOT
from sensei.processes import Family

START = 20.0
"""Seconds for a process to say that it is ready."""
ORDERLY = 0.5
"""Seconds for it to end by itself when nobody asks any more."""


class Helper:
    """Runs a function of `sensei.bench` in a child; both sides talk in lines of JSON. A context manager."""

    def __init__(self, function: str, /, **order: Any) -> None:
        mark = secrets.token_hex(8)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sensei.bench.at_work", function],
            cwd=ROOT,
            env=_environment() | {Family.VARIABLE: mark},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.pid = self.process.pid
        self.family = Family(self.process, mark)
        self.records: queue.Queue[dict[str, Any] | None] = queue.Queue()
        assert self.process.stdout is not None
        self.reader = threading.Thread(target=self._read, args=(self.process.stdout,), daemon=True)
        self.reader.start()
        self.tell(**order)

    def tell(self, **what: Any) -> None:
        """Send an order; to one that has ended too."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(what).encode() + b"\n")
            self.process.stdin.flush()
        except OSError:
            return  # hear() will say how it ended

    def hear(self, timeout: float = START) -> dict[str, Any]:
        """Its next record. `RunFailed` if it has none within `timeout` seconds, ends, or says that it failed."""
        try:
            record = self.records.get(timeout=timeout)
        except queue.Empty:
            raise RunFailed(f"no answer within {timeout:.0f} s") from None
        if record is None:
            self.process.wait()
            raise RunFailed(f"its process ended with exit code {self.process.returncode}")
        if "failed" in record:
            raise RunFailed(str(record["failed"]))
        return record

    def ask(self, timeout: float = START, **what: Any) -> dict[str, Any]:
        """An order and the record that answers it."""
        self.tell(**what)
        return self.hear(timeout)

    def end(self) -> None:
        """End it with all that it started."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with suppress(OSError):
            self.process.stdin.close()
        until = time.monotonic() + ORDERLY
        while self.process.poll() is None and time.monotonic() < until:
            self.family.resident()  # notes who its children are
            time.sleep(0.01)
        self.family.end()
        self.reader.join(1.0)
        self.process.stdout.close()

    def __enter__(self) -> Helper:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def _read(self, pipe: IO[bytes]) -> None:
        for line in pipe:
            self.records.put(json.loads(line))
        self.records.put(None)


def once(function: str, /, timeout: float, **order: Any) -> dict[str, Any]:
    """Run a function in a process of its own and give back its one record."""
    with Helper(function, **order) as helper:
        return helper.hear(timeout)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PYTHON"))}
    return kept | {"PYTHONPATH": str(ROOT)}
