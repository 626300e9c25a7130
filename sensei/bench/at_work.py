"""The child's side of `helper`: `python -m sensei.bench.at_work MODULE:FUNCTION`, orders on standard input."""

from __future__ import annotations

import importlib
import json
import os
import queue
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO

import psutil

from sensei import answers
from sensei.catalog import shown

orders: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
"""What the parent says after its first order."""
_records: list[BinaryIO] = []


def say(**record: Any) -> None:
    """A record for the parent."""
    _records[0].write(json.dumps(record).encode() + b"\n")
    _records[0].flush()


def load(folder: str | None, stem: str) -> ModuleType:
    """The answer in that folder, or the reference if there is no folder."""
    if folder is None:
        return importlib.import_module(f"reference.{stem}")
    answers.serve(Path(folder))
    return importlib.import_module(f"katas.{stem}")


def vital_signs() -> dict[str, float]:
    """Of this process: resident bytes, threads, seconds of processor time."""
    this = psutil.Process()
    times = this.cpu_times()
    return {"rss": this.memory_info().rss, "threads": this.num_threads(), "cpu": times.user + times.system}


def answer_orders() -> None:
    """Give vital signs whenever they are asked for, from a daemon thread: the others may wait for ever."""

    def run() -> None:
        while True:
            orders.get()
            say(**vital_signs())

    threading.Thread(target=run, daemon=True).start()


def main(name: str) -> None:
    """Take the records' pipe away from whatever an answer prints, and do the first order."""
    _records.append(os.fdopen(os.dup(1), "wb"))
    os.dup2(2, 1)
    threading.Thread(target=_read_orders, daemon=True).start()
    module, _, function = name.partition(":")
    try:
        work: Callable[..., dict[str, Any]] = getattr(importlib.import_module(f"sensei.bench.{module}"), function)
        say(**work(**orders.get()))
    except BaseException as error:  # noqa: BLE001 - whatever an answer raises becomes the sentence of its row
        say(failed=_sentence(error))
    os._exit(0)  # threads that an answer has left do not keep it


def _read_orders() -> None:
    """The end of the orders is the end of the process, whatever it is doing: nothing outlives the bench."""
    with os.fdopen(os.dup(0), "rb") as pipe:  # sys.stdin is locked while it is read: a forked worker would wait for it
        for line in pipe:
            orders.put(json.loads(line))
    for one in psutil.Process().children(recursive=True):  # the bench may have been killed: nobody else will do it
        with suppress(psutil.Error):
            one.kill()
    os._exit(0)


def _sentence(error: BaseException) -> str:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    text = " ".join(str(error).split())[:160]
    if isinstance(error, NotImplementedError):
        return f"not written yet: {text}" if text else "not written yet"
    places = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).parent.name != "bench"]
    inside = [f for f in places if "katas" in Path(f.filename).parts or "answers" in Path(f.filename).parts]
    where = f" ({shown(inside[-1].filename)}:{inside[-1].lineno})" if inside else ""
    return f"{type(error).__name__}{': ' + text if text else ''}{where}"


if __name__ == "__main__":
    # `-m` makes this module __main__; the others import it by its name, so that one is at work
    importlib.import_module("sensei.bench.at_work").main(sys.argv[1])
