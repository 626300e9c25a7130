"""Progress as a page in HTML that stands alone: no network, no script."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sensei import dates, progress_words
from sensei.history import WEEK, History, Step, Week
from sensei.saving import MARK

TEMPLATE = Path(__file__).with_name("progress.html.jinja")
MOST_WEEKS, FEWEST_WEEKS = 52, 8
"""In the plot."""
NUMBERED_WEEKS = 16
"""Up to so many bars have room for a number each."""
DATES = 6
"""Dates that fit below the plot on a phone."""
TOP, BOTTOM = 20.0, 170.0
"""Where the bars end, in pixels from above."""
LEFT = 6.0
"""Per cent of the width, for the scale."""
CHECKS = 10
MARKS = {"green": "✔", "was green": "○", "begun": "◐", "untouched": "·"}


@dataclass(frozen=True)
class Bar:
    """One week in the plot: `x` and `width` in per cent, the rest in pixels."""

    week: Week
    x: float
    width: float
    green: float
    """Height."""
    not_yet: float
    dated: bool
    """Its Monday stands below."""

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def end(self) -> float:
        return self.x + self.width

    @property
    def green_top(self) -> float:
        return BOTTOM - self.green

    @property
    def top(self) -> float:
        return self.green_top - self.not_yet


@dataclass(frozen=True)
class Plot:
    """Attempts a week."""

    bars: tuple[Bar, ...]
    earlier: tuple[Week, ...]
    """Those before, for which there is no room."""
    scale: tuple[tuple[int, float], ...]
    """Numbers and where they stand, in pixels from above."""
    numbered: bool
    left: float = LEFT
    bottom: float = BOTTOM


def page(history: History) -> str:
    """The whole file."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATE.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    chapters = itertools.groupby(enumerate(history.path, 1), key=lambda one: one[1].kata.chapter)
    return environment.get_template(TEMPLATE.name).render(
        history=history,
        chapters=[(name, list(steps)) for name, steps in chapters],
        plot=plot(history),
        tried=[step for step in history.path if step.tries],
        failing=history.failing[:CHECKS],
        share=bar_of_share,
        marks=MARKS,
        mark=MARK,
        dates=dates,
        words=progress_words,
    )


def plot(history: History) -> Plot | None:
    """The last year at most; None if nothing was tried."""
    if not history.weeks:
        return None
    shown = list(history.weeks[-MOST_WEEKS:])
    while len(shown) < FEWEST_WEEKS:
        shown.insert(0, Week(shown[0].monday - WEEK))
    most = max(4, *(week.total for week in shown))
    most += most % 2
    return Plot(
        bars=tuple(_bars(shown, most)),
        earlier=history.weeks[:-MOST_WEEKS],
        scale=tuple((number, BOTTOM - number * (BOTTOM - TOP) / most) for number in (0, most // 2, most)),
        numbered=len(shown) <= NUMBERED_WEEKS,
    )


def bar_of_share(step: Step) -> tuple[float, float]:
    """Minutes within those of the card and minutes over them, in per cent of a bar that is two cards long."""
    return min(step.share, 1.0) * 50, min(max(step.share - 1, 0.0), 1.0) * 50


def _bars(weeks: list[Week], most: int) -> list[Bar]:
    room, height = (100 - LEFT) / len(weeks), (BOTTOM - TOP) / most
    every = -(-len(weeks) // DATES)
    return [
        Bar(
            week,
            x=LEFT + room * (number + 0.15),
            width=room * 0.7,
            green=week.green * height,
            not_yet=week.not_yet * height,
            dated=(len(weeks) - 1 - number) % every == 0,
        )
        for number, week in enumerate(weeks)
    ]
