"""What is remembered between two commands: hints shown, answers that were green. Losing it loses nothing else."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any, Literal

from sensei import stub
from sensei.catalog import ROOT, Kata
from sensei.verdict import Verdict

FOLDER = ROOT / ".sensei"
Progress = Literal["untouched", "begun", "green"]


def hints_shown(kata: Kata) -> int:
    """How many hints the learner has asked for."""
    shown = _read(kata).get("hints", 0)
    return shown if isinstance(shown, int) else 0


def remember_hints(kata: Kata, shown: int) -> None:
    """OSError if it cannot be written."""
    _write(kata, _read(kata) | {"hints": shown})


def remember_verdict(kata: Kata, verdict: Verdict) -> None:
    """OSError if it cannot be written."""
    if verdict.green:
        _write(kata, _read(kata) | {"green": _digest(kata.file)})


def progress(kata: Kata) -> Progress:
    """From the answer's text and what was judged before: nothing is run."""
    if not kata.file.is_file() or kata.file.read_bytes() == stub.derive(kata).encode():
        return "untouched"
    return "green" if _read(kata).get("green") == _digest(kata.file) else "begun"


def keep_attempt(kata: Kata) -> Path | None:
    """Put the learner's file aside before a stub takes its place; None if it was a stub. OSError if it cannot be."""
    if progress(kata) == "untouched":
        return None
    attempts = FOLDER / "attempts"
    attempts.mkdir(parents=True, exist_ok=True)
    number = 1 + sum(1 for _ in attempts.glob(f"{kata.stem}-*.py"))
    kept = attempts / f"{kata.stem}-{number}.py"
    kept.write_bytes(kata.file.read_bytes())
    return kept


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _read(kata: Kata) -> dict[str, Any]:
    try:
        found = json.loads((FOLDER / f"{kata.stem}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(kata: Kata, what: dict[str, Any]) -> None:
    """Whole or not at all: a full disk or a second command leaves the old file."""
    FOLDER.mkdir(exist_ok=True)
    handle, name = tempfile.mkstemp(dir=FOLDER, suffix=".tmp")
    try:
        with open(handle, "w", encoding="utf-8") as file:
            json.dump(what, file)
        os.replace(name, FOLDER / f"{kata.stem}.json")
    except OSError:
        os.unlink(name)
        raise
