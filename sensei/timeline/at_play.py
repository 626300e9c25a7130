"""The main module of the process whose picture is drawn: plays with an answer, or runs a program.

What is an order is in the environment, as JSON; the events go to what was standard output, and whatever the answer
prints goes to standard error.
"""

from __future__ import annotations

import faulthandler
import importlib
import json
import os
import runpy
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sensei import answers
from sensei.catalog import stem
from sensei.frames import Answer
from sensei.protocol import FOLDER, ORDER

SPARE = 5.0
"""Seconds after which this process ends itself, if whoever started it has not done that."""
LONG = 1.5
"""Seconds: what takes longer is played once."""


def main() -> int:
    """Play the ordered takes, and leave with whatever is still there."""
    from sensei.timeline.recorder import Recorder
    from sensei.timeline.tracer import Tracer

    order = json.loads(os.environ.pop(ORDER))
    recorder = Recorder(os.dup(1))
    os.dup2(2, 1)
    end_alone(order)
    if "file" not in order:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # tracebacks: what matters of them comes as an event
    answer = Answer(Path(os.environ[FOLDER]))
    takes = Takes(Tracer(recorder, answer, order["seconds"]), answer, order)
    try:
        play = a_program(order["file"]) if "file" in order else a_play(order, takes.tracer)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is how the take ended
        takes.tracer.recorder.begin(traced=True)
        takes.say_how_it_ended(error, time.perf_counter(), time.process_time())
    else:
        takes.play(play)
    sys.stdout.flush()
    os._exit(0)  # threads that hang would keep it from exiting


def end_alone(order: dict[str, Any]) -> None:
    """At the latest a while after the bound of the last take."""
    takes = 1 + 2 * order["repeats"]
    faulthandler.dump_traceback_later(order["seconds"] * takes + SPARE, exit=True, file=open(os.devnull, "w"))  # noqa: SIM115


def a_play(order: dict[str, Any], tracer: Any) -> Callable[[], object]:
    """One of the scenes with an answer."""
    from sensei.timeline.stage import Stage

    play = getattr(importlib.import_module(f"sensei.timeline.plays.{stem(order['slug'])}"), order["play"])
    answers.serve(Path(os.environ[FOLDER]))
    module = importlib.import_module(f"katas.{stem(order['slug'])}") if order["needs_answer"] else None
    stage = Stage(module, order["site"], tracer)
    return lambda: play(stage)


def a_program(file: str) -> Callable[[], object]:
    """A file of somebody's, as `python file.py` runs it; it is over when its threads are."""

    def run() -> None:
        sys.argv[:] = [file]
        sys.path.insert(0, str(Path(file).parent))
        try:
            runpy.run_path(file, run_name="__main__")
        finally:
            for thread in threading.enumerate():
                if not thread.daemon and thread is not threading.current_thread():
                    thread.join()

    return run


class Takes:
    """The same again and again, with the tracer and without, for its cost."""

    def __init__(self, tracer: Any, answer: Answer, order: dict[str, Any]) -> None:
        self.tracer = tracer
        self._answer = answer
        self._repeats = order["repeats"]
        self._first_is_traced = order["traced"]

    def play(self, play: Callable[[], object]) -> None:
        """The first one is drawn if there are no others: an answer that fails or takes long is played once."""
        began = time.perf_counter()
        if not self._take(play, traced=self._first_is_traced) or time.perf_counter() - began > LONG:
            return
        for _ in range(self._repeats):
            for traced in (False, True):
                if not self._take(play, traced):
                    return

    def _take(self, play: Callable[[], object], traced: bool) -> bool:
        failed: BaseException | None = None
        self.tracer.recorder.begin(traced)
        if traced:
            self.tracer.install()
        began, used = time.perf_counter(), time.process_time()
        try:
            play()
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is how the take ended
            failed = error
        ended, used = time.perf_counter(), time.process_time() - used
        if traced:
            self.tracer.remove()
        return self.say_how_it_ended(failed, ended, used, ended - began)

    def say_how_it_ended(self, error: BaseException | None, at: float, used: float, seconds: float = 0.0) -> bool:
        """True if that was well. `used` are seconds of the processor."""
        well = error is None or (isinstance(error, SystemExit) and error.code in (None, 0))
        where = [] if well or error is None else self._answer.raised(error)
        why = "" if well else f"{type(error).__name__}: {error}".rstrip(": ")
        is_stub = isinstance(error, NotImplementedError) and str(error).startswith("write ")
        self.tracer.recorder.end(at, seconds=seconds, used=used, why=why, is_stub=is_stub, where=where, stub=str(error))
        return well


if __name__ == "__main__":
    sys.exit(main())

if __name__ == "__mp_main__":
    answers.serve(Path(os.environ[FOLDER]))
