"""When a kata that was green is to be done again: spaced repetition by FSRS, fed by what the journal knows.

Each attempt that came to green is one review of a card. How well it went is read from the time that it took, the
hints, and whether the solution was looked at before. Nothing is stored but the journal: dates are computed from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fsrs import Card, Rating, Scheduler

from sensei import journal
from sensei.catalog import Kata, katas
from sensei.dates import local_day
from sensei.journal import Attempt

LONGEST = 90
"""Days; who prepares for an interview meets everything once in three months."""
SLOW, FAST = 2.0, 0.5
"""Shares of the card's minutes."""
FEW_HINTS = 1


@dataclass(frozen=True)
class Review:
    """One time that a kata was green, and how well it went."""

    kata: Kata
    at: datetime
    rating: Rating
    worked: timedelta
    hints: int
    solution: bool
    """The solution was looked at before."""


@dataclass(frozen=True)
class Due:
    """The day on which a kata is to be done again, and its last review."""

    kata: Kata
    day: date
    last: Review


def reviews(attempts: Iterable[Attempt], katas: Sequence[Kata]) -> list[Review]:
    """The earliest first. An attempt that was brought back from before proves nothing, and one not green is none."""
    by_slug = {kata.slug: kata for kata in katas}
    found = [_review(by_slug[one.kata], one) for one in attempts if one.kata in by_slug]
    return sorted((one for one in found if one), key=lambda one: one.at)


def _review(kata: Kata, attempt: Attempt) -> Review | None:
    green = attempt.green
    if green is None or attempt.was_brought_back_green:
        return None
    worked, hints = attempt.worked(green.at), attempt.hints(green.at)
    rating = _rating(worked / timedelta(minutes=kata.minutes), hints, attempt.needed_solution)
    return Review(kata, green.at, rating, worked, hints, attempt.needed_solution)


def _rating(share: float, hints: int, solution: bool) -> Rating:
    if solution:
        return Rating.Again
    if hints > FEW_HINTS or share > SLOW:
        return Rating.Hard
    return Rating.Easy if hints == 0 and share <= FAST else Rating.Good


def schedule(reviews: Iterable[Review]) -> list[Due]:
    """What comes when, the earliest day first; katas that were never green are not in it."""
    # Whole days: the short steps of a session at a desk with cards do not fit exercises of half an hour.
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False)
    cards: dict[str, tuple[Card, Review]] = {}
    for review in reviews:
        card = cards[review.kata.slug][0] if review.kata.slug in cards else Card(card_id=0)
        cards[review.kata.slug] = scheduler.review_card(card, review.rating, review.at)[0], review
    found = [Due(last.kata, local_day(card.due), last) for card, last in cards.values()]
    return sorted(found, key=lambda one: one.day)


def all_due() -> list[Due]:
    """From the journal."""
    return schedule(reviews(journal.attempts(), katas()))


def due_by(day: date) -> list[Due]:
    """What is due on that day or was before."""
    return [one for one in all_due() if one.day <= day]


def today() -> date:
    """In the learner's own time zone."""
    return datetime.now().astimezone().date()
