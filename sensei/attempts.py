"""Answers that were put aside, for a stub or for an earlier answer.

Each is a file of its own, with its number, date and state in its name: they need no journal.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sensei import journal, stub, whole
from sensei.catalog import Kata
from sensei.errors import Mistake

STAMP = "%Y-%m-%d_%H.%M.%S"
KEPT = re.compile(r"(?P<number>\d+)_(?P<when>[\d-]+_[\d.]+)_(?P<state>.+)\.py")


@dataclass(frozen=True)
class Kept:
    """One answer that was put aside."""

    number: int
    when: datetime
    """Local time."""
    state: str
    file: Path


def is_stub(kata: Kata) -> bool:
    """Is there nothing of the learner's own in `katas/STEM.py`?"""
    return not kata.file.is_file() or kata.file.read_bytes() == stub.derive(kata).encode()


def state(kata: Kata) -> str:
    """What the last judging said of the answer as it stands: green, "4 of 9", or "never judged"."""
    own = journal.digest(kata.file)
    found = journal.judgings_of([own]).get(own)
    if found is None:
        return "never judged"
    verdict, held, total = found
    return "green" if verdict == "green" else f"{held} of {total}"


def kept(kata: Kata) -> list[Kept]:
    """All of a kata, the earliest first."""
    found = []
    for file in _folder(kata).glob("*.py"):
        if name := KEPT.fullmatch(file.name):
            when = datetime.strptime(name["when"], STAMP)
            found.append(Kept(int(name["number"]), when, name["state"].replace("-", " "), file))
    return sorted(found, key=lambda one: one.number)


def numbered(kata: Kata, number: int) -> Kept:
    """`Mistake` if there is none of that number."""
    every = kept(kata)
    for one in every:
        if one.number == number:
            return one
    known = f"there are {', '.join(str(one.number) for one in every)}" if every else "nothing is kept of it yet"
    raise Mistake(f"{kata.slug} has no attempt {number}: {known}")


def put_stub_back(kata: Kata) -> Path | None:
    """The stub in place of the answer, which is kept: where, or None if it was a stub.

    `Mistake` if that cannot be; then all is as it was.
    """
    return _replace(kata, lambda: stub.derive(kata).encode())


def restore(kata: Kata, one: Kept) -> Path | None:
    """That attempt in place of the answer, which is kept: where, or None if it was a stub. `Mistake` as above."""
    return _replace(kata, one.file.read_bytes)


def _replace(kata: Kata, read: Callable[[], bytes]) -> Path | None:
    aside = None
    try:
        content = read()
        aside = _keep(kata)
        kata.file.parent.mkdir(exist_ok=True)
        whole.write(kata.file, content)
    except OSError as error:
        if aside is not None:
            aside.unlink()
        raise Mistake(f"nothing was changed: {error.strerror}: {error.filename}") from error
    return aside


def _keep(kata: Kata) -> Path | None:
    if is_stub(kata):
        return None
    folder, word = _folder(kata), state(kata).replace(" ", "-")
    folder.mkdir(parents=True, exist_ok=True)
    number = max((one.number for one in kept(kata)), default=0) + 1
    file = folder / f"{number}_{datetime.now():{STAMP}}_{word}.py"
    file.touch(exist_ok=False)  # another session may have taken the name
    try:
        whole.write(file, kata.file.read_bytes())
    except OSError:
        file.unlink()
        raise
    return file


def _folder(kata: Kata) -> Path:
    return journal.FOLDER / "attempts" / kata.stem
