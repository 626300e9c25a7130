"""Judges an answer: runs a kata's checks on it in a child process and always comes back with a verdict."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from sensei.catalog import Kata, shown
from sensei.checks import Check, checks
from sensei.child import Child
from sensei.errors import Mistake
from sensei.reading import Reading
from sensei.verdict import Verdict


def judge(
    kata: Kata,
    folder: Path,
    *,
    only: Sequence[Check] = (),
    stop_at_first: bool = False,
    full: TextIO | None = None,
    cancelled: threading.Event | None = None,
) -> Verdict:
    """Run the checks of a kata on `folder/STEM.py`.

    `only` some checks; `stop_at_first` leaves the rest unreached after one has failed; `full` gets
    everything that pytest prints, as it comes. `Mistake` if there is no such file; `sensei.child.Cancelled` if that
    event is set, from another thread, before the verdict is there: nothing of the run is left then either.
    """
    file = folder / f"{kata.stem}.py"
    if not file.is_file():
        raise Mistake(_no_answer(kata, folder))
    listed = tuple(only) or checks(kata)
    child = Child(kata, folder.resolve(), listed, stop_at_first, full)
    child.run(cancelled or threading.Event())
    return Reading(kata, listed, child, str(file), shown(file)).verdict()


def _no_answer(kata: Kata, folder: Path) -> str:
    if not folder.is_dir():
        return f"there is no folder {folder}: --answers takes the folder that holds {kata.stem}.py"
    if folder == kata.file.parent:
        return f"katas/{kata.stem}.py is gone: nox -s reset -- {kata.slug} puts the stub back"
    return f"there is no {kata.stem}.py in {folder}"
