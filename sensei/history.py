"""What the journal tells about practising, in numbers: tries, weeks, steps of the path, checks that fail.

Pure functions from attempts to what is shown; only `read` looks at files and at the clock.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sensei import checks, journal, stub
from sensei.catalog import Kata, katas
from sensei.dates import local_day
from sensei.due import Due, reviews, schedule, today
from sensei.journal import Attempt, Judging
from sensei.screen import visible
from sensei.standing import Standing, standings

State = Literal["green", "was green", "begun", "untouched"]
"""green: the answer as it stands; was green: there was such an answer, and it was put aside or changed."""
WEEK = timedelta(days=7)
LONGEST_NAME = 80


@dataclass(frozen=True)
class Try:
    """An attempt at which something was done, up to green or to where it was left."""

    kata: str
    day: date
    """When it came to green, else when something was done last."""
    green: bool
    worked: timedelta
    hints: int
    """The highest hint seen."""
    solution: bool
    """The solution was looked at before it was green."""


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday on, and the tries that came to green or were left in them."""

    monday: date
    green: int = 0
    not_yet: int = 0

    @property
    def total(self) -> int:
        return self.green + self.not_yet


@dataclass(frozen=True)
class Step:
    """One kata of the path, and all tries at it, the earliest first."""

    kata: Kata
    state: State
    tries: tuple[Try, ...]
    due: date | None
    """The day on which it is to be done again."""

    @property
    def told(self) -> tuple[Try, ...]:
        """The tries whose times say something: those that came to green, else the last."""
        return tuple(one for one in self.tries if one.green) or self.tries[-1:]

    @property
    def share(self) -> float:
        """The last of these times against the card: 1 is just its minutes."""
        return self.told[-1].worked / timedelta(minutes=self.kata.minutes) if self.told else 0.0

    @property
    def most_help(self) -> Try | None:
        """The try that needed most, if any needed help."""
        helped = [one for one in self.tries if one.solution or one.hints]
        return max(helped, key=lambda one: (one.solution, one.hints), default=None)


@dataclass(frozen=True)
class Failing:
    """A check that did not hold."""

    kata: str
    sentence: str
    answers: int
    """How many different answers it rejected."""
    attempts: int
    """In how many attempts."""
    gone: bool
    """The kata has no such check now."""


@dataclass(frozen=True)
class History:
    """All that there is to show about practising up to a day."""

    today: date
    path: tuple[Step, ...]
    elsewhere: tuple[tuple[str, int], ...]
    """Katas that the path has no more, with the number of tries."""
    weeks: tuple[Week, ...]
    """Without a gap, up to this week; none if nothing was tried."""
    failing: tuple[Failing, ...]
    """Those that rejected most come first."""
    tries: tuple[Try, ...]

    @property
    def green(self) -> int:
        """How many katas are green as they stand."""
        return sum(step.state == "green" for step in self.path)

    @property
    def worked(self) -> timedelta:
        return sum((one.worked for one in self.tries), timedelta())

    @property
    def due(self) -> list[tuple[date, Kata]]:
        """The earliest day first."""
        return sorted(((step.due, step.kata) for step in self.path if step.due), key=lambda one: one[0])

    @property
    def due_now(self) -> list[Kata]:
        """What waits longest comes first."""
        return [kata for day, kata in self.due if day <= self.today]

    @property
    def next(self) -> Step | None:
        """What is due longest, else the first of the path that is not green; None if there is nothing to do."""
        if waiting := self.due_now:
            return next(step for step in self.path if step.kata == waiting[0])
        return next((step for step in self.path if step.state != "green"), None)


def read() -> History:
    """From the journal and the learner's files, today."""
    attempts, path = journal.attempts(), katas()
    stubs = {hashlib.sha256(stub.derive(kata).encode()).hexdigest() for kata in path}
    tried, known = tries(attempts, stubs), {kata.slug for kata in path}
    elsewhere = Counter(shown_name(one.kata) for one in tried if one.kata not in known)
    return History(
        today=today(),
        path=tuple(steps(standings(), tried, schedule(reviews(attempts, path)))),
        elsewhere=tuple(elsewhere.most_common()),
        weeks=tuple(weeks(tried, today())),
        failing=tuple(failing(attempts, stubs, {kata.slug: _sentences(kata) for kata in path})),
        tries=tuple(tried),
    )


def tries(attempts: Iterable[Attempt], stubs: Collection[str]) -> list[Try]:
    """The earliest day first. `stubs` are digests of answers in which nothing was written yet.

    A kata that was only opened was not tried. An earlier answer that was brought back and is green tells nothing.
    """
    found = (_try(one) for one in attempts if _was_worked_on(one, stubs) and not one.was_brought_back_green)
    return sorted(found, key=lambda one: one.day)


def weeks(tries: Sequence[Try], today: date) -> list[Week]:
    """From that of the first try to this one, empty ones too; what a wrong clock put into days to come is in this."""
    this = _monday(today)
    green, not_yet = Counter[date](), Counter[date]()
    for one in tries:
        (green if one.green else not_yet)[min(_monday(one.day), this)] += 1
    first = min((*green, *not_yet), default=this + WEEK)
    every = (first + WEEK * number for number in range((this - first) // WEEK + 1))
    return [Week(monday, green[monday], not_yet[monday]) for monday in every]


def steps(standings: Iterable[Standing], tries: Iterable[Try], dues: Iterable[Due]) -> list[Step]:
    """The path in its order."""
    days = {one.kata.slug: one.day for one in dues}
    by_kata = defaultdict[str, list[Try]](list)
    for one in tries:
        by_kata[one.kata].append(one)
    return [
        Step(
            one.kata,
            _state(one, by_kata[one.kata.slug]),
            tuple(by_kata[one.kata.slug]),
            days.get(one.kata.slug),
        )
        for one in standings
    ]


def failing(attempts: Iterable[Attempt], stubs: Collection[str], sentences: dict[str, dict[str, str]]) -> list[Failing]:
    """`sentences` by kata and name of a check. An answer judged twice counts once, and a stub never."""
    answers = defaultdict[tuple[str, str], set[str]](set)
    found_in = defaultdict[tuple[str, str], set[int]](set)
    for number, attempt in enumerate(attempts):
        for judging in _own(attempt, stubs):
            for name in judging.failed:
                answers[attempt.kata, name].add(judging.digest)
                found_in[attempt.kata, name].add(number)
    found = [
        Failing(
            kata=shown_name(kata),
            sentence=shown_name(sentences.get(kata, {}).get(name) or name.removeprefix("test_").replace("_", " ")),
            answers=len(answers[kata, name]),
            attempts=len(found_in[kata, name]),
            gone=name not in sentences.get(kata, {}),
        )
        for kata, name in answers
    ]
    return sorted(found, key=lambda one: (-one.answers, -one.attempts, one.kata, one.sentence))


def shown_name(text: str) -> str:
    """A name from the journal, which anybody can have written: no control characters, and of a length to be read."""
    clean = visible(text)
    return clean if len(clean) <= LONGEST_NAME else f"{clean[: LONGEST_NAME - 3]}..."


def _sentences(kata: Kata) -> dict[str, str]:
    return {check.name: check.sentence for check in checks.checks(kata)}


def _own(attempt: Attempt, stubs: Collection[str]) -> list[Judging]:
    return [one for one in attempt.judgings if one.digest not in stubs]


def _was_worked_on(attempt: Attempt, stubs: Collection[str]) -> bool:
    return bool(_own(attempt, stubs)) or any(look.what in ("hint", "solution") for look in attempt.looks)


def _try(attempt: Attempt) -> Try:
    green = attempt.green
    until = green.at if green else attempt.last
    return Try(
        kata=attempt.kata,
        day=local_day(until),
        green=green is not None,
        worked=attempt.worked(until),
        hints=attempt.hints(until),
        solution=attempt.needed_solution,
    )


def _state(standing: Standing, tries: Sequence[Try]) -> State:
    if standing.progress == "green":
        return "green"
    if any(one.green for one in tries):
        return "was green"
    return "begun" if tries else standing.progress


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
