"""How far the learner is with each kata, and which one comes next. Nothing is run for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sensei import attempts, journal
from sensei.catalog import Kata, katas
from sensei.due import due_by, today

Progress = Literal["untouched", "begun", "green"]


@dataclass(frozen=True)
class Standing:
    """One kata: its file as it stands, and since when it is due."""

    kata: Kata
    progress: Progress
    waiting_since: date | None
    """The day on which it was to be done again; None if there is none, or if it is to come."""

    @property
    def due(self) -> bool:
        """Has the day come to do it again?"""
        return self.waiting_since is not None

    @property
    def open(self) -> bool:
        """Is there something to do?"""
        return self.due or self.progress != "green"

    @property
    def words(self) -> str:
        return f"{self.progress}, due" if self.due else self.progress


def standings() -> list[Standing]:
    """All katas, in the order of the path."""
    every = katas()
    digests = {kata.slug: journal.digest(kata.file) for kata in every}
    judged = journal.judgings_of(list(digests.values()))
    due = {one.kata.slug: one.day for one in due_by(today())}
    found = []
    for kata in every:
        state = judged.get(digests[kata.slug])
        progress: Progress = "green" if state and state[0] == "green" else "begun"
        found.append(Standing(kata, "untouched" if attempts.is_stub(kata) else progress, due.get(kata.slug)))
    return found


def first(found: Sequence[Standing]) -> Kata:
    """Where to begin: what is due longest, else the first of the path that is not green, else the first."""
    if waiting := [(one.waiting_since, number) for number, one in enumerate(found) if one.waiting_since]:
        return found[min(waiting)[1]].kata
    return next((one.kata for one in found if one.progress != "green"), found[0].kata)


def after(current: Kata, found: Sequence[Standing]) -> Kata | None:
    """The next of the path with something to do, from the start again after the last; None if there is no other."""
    at = [one.kata for one in found].index(current)
    return next((one.kata for one in (*found[at + 1 :], *found[:at]) if one.open), None)
