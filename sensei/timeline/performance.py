"""Runs one play, or one program, in a child process that is bounded and then gone; gives back what was seen of it."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from sensei.catalog import ROOT
from sensei.child import MEMORY, OUTPUT, POLL, WEIGH
from sensei.errors import Mistake
from sensei.processes import Family
from sensei.protocol import FOLDER, ORDER

START = 20.0
"""Seconds for a child to begin: it imports the answer."""
Event = list[Any]
"""Kind, seconds of the child's clock, and what belongs to that kind."""


@dataclass
class Take:
    """One time that it was played."""

    traced: bool
    began: float
    events: list[Event] = field(default_factory=list)
    end: dict[str, Any] | None = None
    """How it ended; None if it did not."""
    ended: float = 0.0
    stuck: list[dict[str, Any]] = field(default_factory=list)
    """Where its tasks and threads were when it had almost no time left."""

    @property
    def went_well(self) -> bool:
        return self.end is not None and not self.end["why"]


class Performance:
    """One child, and its takes."""

    def __init__(self, order: dict[str, Any], folder: Path) -> None:
        self.takes: list[Take] = []
        self.output = bytearray()
        self.stopped_for = ""
        self.exit_code: int | None = None
        self._order = order
        self._folder = folder
        self._mark = secrets.token_hex(8)
        self._last_news = 0.0

    def run(self) -> None:
        """Until it has ended, with all that it started; it has ended when a KeyboardInterrupt leaves here, too."""
        self._last_news = time.perf_counter()
        process = self._spawn()
        family = Family(process, self._mark)
        assert process.stdout is not None
        assert process.stderr is not None
        readers = [_thread(self._read_events, process.stdout), _thread(self._read_output, process.stderr)]
        try:
            self._watch(process, family)
        finally:
            family.end()
            for reader, pipe in zip(readers, (process.stdout, process.stderr), strict=True):
                reader.join(1.0)
                if not reader.is_alive():
                    pipe.close()
        self.exit_code = process.returncode

    def _watch(self, process: subprocess.Popen[bytes], family: Family) -> None:
        polls = 0
        while not self.stopped_for:
            try:
                process.wait(POLL)
            except subprocess.TimeoutExpired:
                polls += 1
                self.stopped_for = self._trouble() or (self._weight(family) if polls % WEIGH == 0 else "")
            else:
                return

    def _trouble(self) -> str:
        limit = self._order["seconds"] if self.takes else START
        if time.perf_counter() - self._last_news > limit:
            return f"was not over after {limit:g} s"
        return f"printed more than {OUTPUT / 2**20:g} MiB" if len(self.output) > OUTPUT else ""

    def _weight(self, family: Family) -> str:
        return f"took more than {MEMORY / 2**30:.2g} GiB of memory" if family.resident() > MEMORY else ""

    def _spawn(self) -> subprocess.Popen[bytes]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        own = {"PYTHONPATH": str(ROOT), ORDER: json.dumps(self._order), FOLDER: str(self._folder)}
        return subprocess.Popen(
            [sys.executable, "-m", "sensei.timeline.at_play"],
            cwd=self._folder if "file" in self._order else ROOT,
            env=kept | own | {Family.VARIABLE: self._mark, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for us, and we end it
        )

    def _read_events(self, pipe: IO[bytes]) -> None:
        for line in pipe:
            try:
                kind, at, *what = json.loads(line)
            except ValueError:  # cut in the middle
                return
            if kind == "begin":
                self._last_news = time.perf_counter()
                self.takes.append(Take(what[0], at))
            elif kind == "end":
                self.takes[-1].ended, self.takes[-1].end = at, what[0]
            elif kind == "stuck":
                self.takes[-1].stuck = what[0]
            else:
                self.takes[-1].events.append([kind, at, *what])
                self.takes[-1].ended = max(self.takes[-1].ended, at)

    def _read_output(self, pipe: IO[bytes]) -> None:
        while block := os.read(pipe.fileno(), 2**16):
            if len(self.output) <= OUTPUT:
                self.output += block


def _thread(function: Callable[[IO[bytes]], None], pipe: IO[bytes]) -> threading.Thread:
    thread = threading.Thread(target=function, args=(pipe,), daemon=True)
    thread.start()
    return thread


class LocalSite:
    """The site of the crawlers, in a process of its own. A context manager that gives its address, or a `Mistake`."""

    def __enter__(self) -> str:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sensei.timeline.local_site"],
            cwd=ROOT,
            stdin=subprocess.PIPE,  # it ends when this does, and so with us, however we end
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        assert self._process.stdout is not None
        try:
            address = self._process.stdout.readline().strip()
        except BaseException:  # Ctrl-C
            self.__exit__()
            raise
        if not address:
            self.__exit__()
            raise Mistake("the local site did not start: python -m sensei.timeline.local_site says why")
        return address

    def __exit__(self, *error: object) -> None:
        self._process.kill()
        self._process.communicate()
