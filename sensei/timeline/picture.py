"""What is to be drawn, on paper or in a terminal: scenes under each other, on one axis of time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from sensei.timeline.lanes import Lane

MOST_REMARKS = 5
BEYOND = 1.5
"""How far the axis goes for a scene that was cut off, in lengths of the longest one that was not."""


@dataclass
class Scene:
    """One play: its lanes, how long it took, and what went wrong."""

    title: str
    note: str
    lanes: list[Lane] = field(default_factory=list)
    seconds: float = 0.0
    cut: bool = False
    """It was not over when it was ended."""
    trouble: str = ""
    where: list[str] = field(default_factory=list)
    """At which lines that was."""
    full: bool = False
    """There was more than is recorded of one take."""
    cost: str = ""
    """What the tracer costs, measured."""

    @property
    def total(self) -> str:
        """How long it took."""
        return f"more than {span(self.seconds)}" if self.cut else span(self.seconds)


@dataclass
class Picture:
    """All of it."""

    title: str
    story: str
    scenes: list[Scene]
    notes: list[str] = field(default_factory=list)

    def end_of_axis(self) -> float:
        """Seconds; a scene that hangs does not press all others together."""
        over = [scene.seconds for scene in self.scenes if not scene.cut]
        longest = max((scene.seconds for scene in self.scenes), default=0.0)
        return max(min(longest, BEYOND * max(over)) if any(over) else longest, 0.001)

    def against_first(self, scene: Scene) -> str:
        """How it compares with the first scene, where that says something."""
        first = self.scenes[0]
        if scene is first or scene.cut or first.cut or scene.trouble or first.trouble or not scene.seconds:
            return ""
        ratio = first.seconds / scene.seconds
        return f"{ratio:.1f} times as fast" if ratio >= 1.15 else ""


def span(seconds: float) -> str:
    """A duration, in a unit that suits it."""
    if seconds >= 0.1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1000:.1f} ms" if seconds >= 0.001 else f"{seconds * 1e6:.0f} µs"


def ticks(end: float, most: int = 10) -> list[tuple[float, str]]:
    """Round moments from 0 to `end` seconds, with their labels."""
    rough = end / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough)
    unit, scale = ("s", 1.0) if end >= 1 else ("ms", 1000.0)
    moments = [number * step for number in range(int(end / step + 1e-9) + 1)]
    return [(moment, f"{moment * scale:g} {unit}") for moment in moments]


def label(lane: Lane) -> str:
    """What stands beside a lane: its name, and that it is a thread."""
    if lane.kind == "thread" and not any(word in lane.name.lower() for word in ("thread", "executor")):
        return f"thread {lane.name}"
    return lane.name.replace("ThreadPoolExecutor-", "pool thread ")


def some(lanes: Sequence[Lane], most: int) -> tuple[list[Lane], str]:
    """So many lanes at most, and a sentence about the others."""
    if len(lanes) <= most:
        return list(lanes), ""
    left = len(lanes) - most
    return list(lanes[:most]), f"and {left} more that are not shown"


def remarks(scene: Scene) -> list[str]:
    """A sentence for each blocked stretch of a loop, and for each thread that failed; then what went wrong in all."""
    blocked = [stretch for lane in scene.lanes if lane.kind == "loop" for stretch in lane.blocked]
    said = [
        f"the loop stood still for {span(stretch.seconds)}" + (f": {stretch.what}" if stretch.what else "")
        for stretch in blocked
    ]
    failed = [
        (lane, mark) for lane in scene.lanes if lane.kind == "thread" for mark in lane.marks if mark.sign == "fails"
    ]
    said += [f"{label(lane)} raised {mark.what}" for lane, mark in failed]
    if scene.full:
        said.append("so much happened that the rest of it is not drawn")
    return [*_first(said), *filter(None, [scene.trouble]), *_first(scene.where)]


def _first(said: list[str]) -> list[str]:
    left = len(said) - MOST_REMARKS
    return said if left <= 0 else [*said[:MOST_REMARKS], f"and {left} more of these"]
