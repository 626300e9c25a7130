"""Figures: the median of some runs and how far they lie apart; and the runs of several variants, taken in turns."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

Run = Callable[[], dict[str, float]]
"""Measures once: figures by their keys. `RunFailed` when there is nothing to measure."""
WIDE = 0.3
"""Spread beyond which two medians are hard to compare."""


class RunFailed(Exception):
    """A run gave no figure; the text is a sentence for its row."""


@dataclass(frozen=True)
class Figure:
    """What one variant reached in all its runs, in one unit."""

    runs: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.runs)

    @property
    def low(self) -> float:
        return min(self.runs)

    @property
    def high(self) -> float:
        return max(self.runs)

    @property
    def spread(self) -> float:
        """From the lowest to the highest run, as a share of the median; 0 for one run."""
        return (self.high - self.low) / self.median if self.median else 0.0


@dataclass
class Row:
    """One variant: its figures by key, and what is to be said when there are none."""

    name: str
    figures: dict[str, Figure] = field(default_factory=dict)
    said: str = ""


@dataclass(frozen=True)
class Variant:
    """A way to do the same work."""

    name: str
    run: Run
    besides: str = ""
    """Why it is not run here, if it is not."""


def interleave(variants: Sequence[Variant], rounds: int, tell: Callable[[str], None] = lambda text: None) -> list[Row]:
    """Run every variant once in each round, every second round backwards, so that a drift of the machine hits all.

    A variant that fails is not run again: its row says why.
    """
    taken: dict[str, list[dict[str, float]]] = {variant.name: [] for variant in variants}
    said = {variant.name: variant.besides for variant in variants}
    for number in range(rounds):
        for variant in variants if number % 2 == 0 else reversed(variants):
            if said[variant.name]:
                continue
            tell(f"round {number + 1} of {rounds}: {variant.name}")
            try:
                taken[variant.name].append(variant.run())
            except RunFailed as failed:
                said[variant.name] = str(failed)
    return [Row(name, {} if said[name] else figures(runs), said[name]) for name, runs in taken.items()]


def figures(runs: Sequence[dict[str, float]]) -> dict[str, Figure]:
    """The runs of one variant, key by key."""
    return {key: Figure(tuple(run[key] for run in runs)) for key in runs[0]} if runs else {}


def ratio(rows: Iterable[Row], key: str, upper: str, lower: str) -> float | None:
    """The median of one row over that of another; None if either has no such figure."""
    found = {row.name: row.figures[key].median for row in rows if key in row.figures}
    return found[upper] / found[lower] if found.get(lower) and upper in found else None


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least that share of them (0 to 1) does not exceed. ValueError if there are none."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 1).__int__() - 1)]
