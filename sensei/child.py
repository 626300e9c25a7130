"""The child process in which an answer meets its checks: bounded in time, memory and output, and then gone."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any, TextIO

from sensei.catalog import ROOT, Kata
from sensei.checks import Check, uses_asyncio_plugin, wanted_names
from sensei.processes import Family, Process
from sensei.protocol import FOLDER, ORDER

MEMORY = 2 * 2**30
"""Bytes resident, over the child and everything that it started."""
OUTPUT = 2**20
"""Bytes printed."""
START = 20.0
PER_CHECK = 8.0
"""Seconds that the child has beyond all limits of its own, which come first unless something is very wrong."""
SILENCE = 20.0
"""Seconds without a record: a check and its clean-up end earlier by themselves, or are ended."""
RECORDS = 10_000
"""Lines that are read of what should be records."""
POLL = 0.05
WEIGH = 4
"""Polls between two looks at the memory: each of them reads the list of all processes."""


class Cancelled(Exception):
    """Whoever wanted the verdict wants it no more."""


class Child:
    """One run of the witness: its records, its output, and how it ended."""

    def __init__(self, kata: Kata, folder: Path, listed: Sequence[Check], stop: bool, full: TextIO | None) -> None:
        self.nonce = secrets.token_hex(16)
        self.mark = secrets.token_hex(8)  # in the environment of all that the answer starts, so no secret
        self.folder = folder
        self.full = full
        self.limit = START + PER_CHECK * len(listed)
        self.order = {
            "nonce": self.nonce,
            "root": str(ROOT),
            "stem": kata.stem,
            "tests": str(kata.tests),
            "checks": [check.name for check in listed],
            "wanted": wanted_names(kata),
            "asyncio": uses_asyncio_plugin(kata),
            "stop": stop,
            "full": full is not None,
            "colour": full is not None and full.isatty() and "NO_COLOR" not in os.environ,
        }
        self.records: list[dict[str, Any]] = []
        self.dump: list[str] = []
        self.output = bytearray()
        self.killed_for = ""
        self.left: list[str] = []
        self.exit_code: int | None = None
        self.seconds = 0.0
        self.polls = 0

    def run(self, cancelled: threading.Event) -> None:
        """Until it has ended, with all that it started. `Cancelled` if that event is set before."""
        began = self.last_news = time.perf_counter()
        process, records, output = start(self._environment())
        family = Family(process, self.mark)
        ended = threading.Event()
        readers = [_thread(self._read_records, records), _thread(self._read_output, output)]
        _thread(_wait, process, ended)
        try:
            while not ended.wait(POLL):
                if cancelled.is_set():
                    raise Cancelled
                self.killed_for = self.killed_for or self._trouble(family, time.perf_counter() - began)
                if self.killed_for:
                    family.kill()
        finally:
            self.left = family.end()
            for reader, pipe in zip(readers, (records, output), strict=True):
                reader.join(1.0)
                if not reader.is_alive():
                    pipe.close()
        self.exit_code = process.returncode
        self.seconds = time.perf_counter() - began

    def _trouble(self, family: Family, seconds: float) -> str:
        if seconds > self.limit or time.perf_counter() - self.last_news > SILENCE:
            return f"did not end within {min(seconds, self.limit):.0f} s"
        if len(self.output) > OUTPUT:
            return f"printed more than {OUTPUT / 2**20:g} MiB"
        self.polls += 1
        if self.polls % WEIGH == 0 and family.resident() > MEMORY:
            return f"took more than {MEMORY / 2**30:.2g} GiB of memory"
        return ""

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PYTHON"))}
        return kept | {
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": "0",
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            Family.VARIABLE: self.mark,
            ORDER: json.dumps(self.order),
            FOLDER: str(self.folder),
        }

    def _read_records(self, pipe: IO[bytes]) -> None:
        for line in pipe:
            if len(self.records) + len(self.dump) > RECORDS:
                continue
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):  # what faulthandler writes in the end, or the answer's own
                self.dump.append(line[:1000].decode(errors="replace").rstrip())
                continue
            if isinstance(record, dict) and record.pop("nonce", None) == self.nonce and "kind" in record:
                self.last_news = time.perf_counter()
                self.records.append(record)

    def _read_output(self, pipe: IO[bytes]) -> None:
        while block := os.read(pipe.fileno(), 2**16):
            if len(self.output) <= OUTPUT:
                self.output += block
            if self.full is not None:
                self.full.write(block.decode(errors="replace"))
                self.full.flush()


def spawn(environment: dict[str, str]) -> tuple[Process, IO[bytes], IO[bytes]]:
    """A new child, in a session of its own; and what it writes to standard output and standard error."""
    process = subprocess.Popen(
        [sys.executable, "-m", "sensei.at_work"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    return process, process.stdout, process.stderr


start = spawn
"""How a child is started; `sensei.nursery` puts another way in its place."""


def _thread(function: Callable[..., None], *args: Any) -> threading.Thread:
    thread = threading.Thread(target=function, args=args, daemon=True)
    thread.start()
    return thread


def _wait(process: Process, ended: threading.Event) -> None:
    process.wait()
    ended.set()
