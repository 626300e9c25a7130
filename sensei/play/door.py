"""From the nox session into a process of the play's own, and back when nothing of it is left."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from sensei import catalog
from sensei.errors import Mistake
from sensei.play import words
from sensei.processes import Family
from sensei.protocol import FOLDER
from sensei.words import DONE, MISTAKEN, NOT_GREEN


def play(*asked: str) -> int:
    """Play what was asked, on this terminal; its exit code. `Mistake` if it cannot be, or if the process broke."""
    options = words.read(asked)
    mark = secrets.token_hex(8)
    folder = options["answers"] or str(catalog.katas()[0].file.parent)
    environment = os.environ | {
        "PYTHONPATH": str(catalog.ROOT),
        FOLDER: folder,
        Family.VARIABLE: mark,
    }
    with _signals_are_the_childs() as children:
        process = _start(options | {"answers": folder, "own": options["answers"] is None}, environment)
        children.append(process)
        family = Family(process, mark)  # now: it looks for processes that are younger than itself
        process.wait()
        family.end()
    return _meaning(process.returncode)


def _start(options: dict[str, object], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Ctrl-C is held back until the child is ready for it: the interpreter would begin with a traceback."""
    held_back = hasattr(signal, "pthread_sigmask")
    if held_back:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return subprocess.Popen([sys.executable, "-m", "sensei.play", json.dumps(options)], env=environment)
    finally:
        if held_back:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _signals_are_the_childs() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Ctrl-C reaches the child from the terminal; a SIGTERM is handed on. We wait for its end in both cases."""
    children: list[subprocess.Popen[bytes]] = []

    def hand_on(number: int, frame: FrameType | None) -> None:
        for child in children:
            child.terminate()

    before = {
        signal.SIGINT: signal.signal(signal.SIGINT, lambda number, frame: None),
        signal.SIGTERM: signal.signal(signal.SIGTERM, hand_on),
    }
    try:
        yield children
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _meaning(code: int) -> int:
    if code == -signal.SIGINT:  # Ctrl-C before anything had begun
        return DONE
    if code in (DONE, NOT_GREEN, MISTAKEN):
        return code
    how = f"by {signal.Signals(-code).name}" if code < 0 else f"with exit code {code}"
    raise Mistake(f"the process in which it ran has ended {how}, and not through us")
