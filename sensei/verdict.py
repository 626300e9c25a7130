"""What the judge says about an answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sensei.catalog import Kata
from sensei.checks import Check

State = Literal["green", "red", "broken"]
"""green: every check holds; red: one does not; broken: the run of the checks came to no honest end."""


@dataclass(frozen=True)
class Place:
    """A line of the answer or of a check, and who stands there: nobody (the main thread), a thread, a task."""

    path: str
    line: int
    source: str
    who: str = ""
    waits: str = ""
    """What for: "waits for an item: the queue is empty"."""
    depth: int = 0
    """How far it is drawn to the right: below whom it keeps waiting."""


@dataclass(frozen=True)
class Outcome:
    """What became of one check; `passed` is None for one that was not reached."""

    check: Check
    passed: bool | None
    why: str = ""
    where: tuple[Place, ...] = ()
    at: tuple[Place, ...] = ()
    """The line of the check."""
    seconds: float = 0.0
    printed: str = ""


@dataclass(frozen=True)
class Verdict:
    """The state, and all there is to say about it."""

    kata: Kata
    state: State
    outcomes: tuple[Outcome, ...]
    sentence: str = ""
    """Why the run is broken, or why a run whose checks all hold is red."""
    where: tuple[Place, ...] = ()
    seconds: float = 0.0
    """From the start of the child to its end."""
    printed: str = field(default="", repr=False)
    """What the answer printed outside of any check."""

    @property
    def green(self) -> bool:
        return self.state == "green"

    @property
    def held(self) -> int:
        """How many checks hold."""
        return sum(outcome.passed is True for outcome in self.outcomes)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.passed is False)
