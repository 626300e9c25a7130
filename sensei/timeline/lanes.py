"""From events to lanes: who ran when, who waited, and what happened in between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from sensei.timeline.performance import Event

BLOCKED = 0.05
"""Seconds that one step holds the loop before the stretch is called blocked."""
SLEPT = 0.004
"""Seconds that a task has waited before its next step is called a wake-up."""
Kind = Literal["loop", "task", "thread", "own"]
Sign = Literal["wakes", "cancelled", "fails", "calls", "says"]


@dataclass(frozen=True)
class Stretch:
    """From when to when, in seconds since the beginning."""

    start: float
    end: float
    what: str = ""

    @property
    def seconds(self) -> float:
        return self.end - self.start


@dataclass(frozen=True)
class Mark:
    """Something that happened at a moment."""

    at: float
    sign: Sign
    what: str = ""


@dataclass
class Lane:
    """A task, a thread, a loop, or what a play has named: there from start to end, and waits when it does not run."""

    name: str
    kind: Kind
    start: float
    end: float
    runs: list[Stretch] = field(default_factory=list)
    waits: list[Stretch] = field(default_factory=list)
    blocked: list[Stretch] = field(default_factory=list)
    doing: list[Stretch] = field(default_factory=list)
    """What a thread was busy with, running or waiting, where a play has said so."""
    marks: list[Mark] = field(default_factory=list)


def lanes(events: Iterable[Event], began: float, ended: float) -> list[Lane]:
    """The loops, the tasks, the threads, and then what plays have named; each in the order of their beginnings."""
    reading = _Reading(began, ended)
    for kind, at, *what in sorted(events, key=lambda event: event[1]):
        reading.take(kind, at - began, what)
    return reading.finished()


def packed(found: Iterable[Lane]) -> list[Lane]:
    """Tasks or threads of one name that are there one after the other share a lane."""
    kept: list[Lane] = []
    for lane in found:
        shared = next(
            (one for one in kept if (one.name, one.kind) == (lane.name, lane.kind) and one.end <= lane.start), None
        )
        if shared is None:
            kept.append(lane)
            continue
        shared.end = lane.end
        for name in ("runs", "waits", "blocked", "doing", "marks"):
            getattr(shared, name).extend(getattr(lane, name))
    return kept


class _Reading:
    def __init__(self, began: float, ended: float) -> None:
        self._began = began
        self._end = ended - began
        self._threads: dict[int, Lane] = {}
        self._tasks: dict[int, Lane] = {}
        self._own: dict[str, Lane] = {}
        self._loops: dict[int, list[Stretch]] = {}
        self._steps: dict[tuple[int, float], tuple[Stretch, int | None]] = {}
        self._blame: dict[float, str] = {}
        self._waits: dict[tuple[int, float], Stretch] = {}

    def take(self, kind: str, at: float, what: list[object]) -> None:
        """One event. What is under way is told several times; the last word counts."""
        getattr(self, f"_on_{kind.replace('-', '_')}")(at, *what)

    def finished(self) -> list[Lane]:
        for (number, _), stretch in self._waits.items():
            if number in self._threads:
                self._threads[number].waits.append(stretch)
        for (number, start), (stretch, task) in sorted(self._steps.items(), key=lambda item: item[0][1]):
            named = Stretch(stretch.start, stretch.end, self._blame.get(start, ""))
            self._step_of(self._threads.get(number), named)
            self._step_of(self._tasks.get(task or 0), named)
        for number, lane in self._threads.items():
            self._finish_thread(number, lane)
        for lane in self._tasks.values():
            lane.waits = _between(lane.runs, lane.start, lane.end)
            ends = [mark.at for mark in lane.marks if mark.sign == "cancelled"]
            lane.marks += [mark for mark in _wake_ups(lane) if not any(0 <= end - mark.at < SLEPT for end in ends)]
            lane.marks.sort(key=lambda mark: mark.at)
        for lane in self._own.values():
            lane.waits = _between(lane.runs, lane.start, lane.end)
        return self._in_order()

    def _in_order(self) -> list[Lane]:
        threads = list(self._threads.values())
        loops = [lane for lane in threads if lane.kind == "loop"]
        others = [lane for lane in threads if lane.kind == "thread"]
        return packed([*loops, *self._tasks.values(), *others, *self._own.values()])

    def _on_beat(self, at: float) -> None:
        pass

    def _on_thread(self, at: float, number: int, name: str) -> None:
        self._threads[number] = Lane("main thread" if name == "MainThread" else name, "thread", at, self._end)

    def _on_thread_end(self, at: float, number: int) -> None:
        if number in self._threads:
            self._threads[number].end = at

    def _on_thread_fails(self, at: float, number: int, why: str, place: str = "") -> None:
        if number in self._threads:
            self._threads[number].marks.append(Mark(at, "fails", f"{why}   {place}".rstrip()))

    def _on_task(self, at: float, number: int, name: str) -> None:
        self._tasks[number] = Lane(name, "task", at, self._end)

    def _on_name(self, at: float, number: int, name: str) -> None:
        if number in self._tasks:
            self._tasks[number].name = name

    def _on_task_end(self, at: float, number: int, outcome: str) -> None:
        if number not in self._tasks:
            return
        lane = self._tasks[number]
        lane.end = at
        if outcome == "cancelled":
            lane.marks = [mark for mark in lane.marks if mark.sign != "cancelled"]
            lane.marks.append(Mark(at, "cancelled"))
        elif outcome:
            lane.marks.append(Mark(at, "fails", outcome))

    def _on_cancel(self, at: float, number: int) -> None:
        if number in self._tasks:
            self._tasks[number].marks.append(Mark(at, "cancelled"))

    def _on_call(self, at: float, number: int) -> None:
        if number in self._threads:
            self._threads[number].marks.append(Mark(at, "calls"))

    def _on_mark(self, at: float, number: int, task: int | None, what: str) -> None:
        lane = self._tasks.get(task or 0) or self._threads.get(number)
        if lane is not None:
            lane.marks.append(Mark(at, "says", what))

    def _on_doing(self, at: float, ended: float, number: int, what: str) -> None:
        if number in self._threads:
            self._threads[number].doing.append(Stretch(at, ended - self._began, what))

    def _on_own(self, at: float, ended: float, name: str, what: str) -> None:
        lane = self._own.setdefault(name, Lane(name, "own", at, at))
        lane.end = max(lane.end, ended - self._began)
        lane.runs.append(Stretch(at, ended - self._began, what))

    def _on_loop(self, at: float, number: int) -> None:
        self._loops.setdefault(number, []).append(Stretch(at, self._end))

    def _on_loop_end(self, at: float, number: int) -> None:
        if self._loops.get(number):
            self._loops[number][-1] = Stretch(self._loops[number][-1].start, at)

    def _on_step(self, at: float, ended: float, number: int, task: int | None) -> None:
        self._steps[number, at] = Stretch(at, ended - self._began), task

    def _on_blame(self, at: float, place: str, source: str) -> None:
        self._blame[at] = f"{place}   {source}"

    def _on_wait(self, at: float, ended: float, number: int, what: str) -> None:
        self._waits[number, at] = Stretch(at, ended - self._began, what)

    def _step_of(self, lane: Lane | None, step: Stretch) -> None:
        if lane is not None:
            lane.runs.append(step)
            if step.seconds >= BLOCKED:
                lane.blocked.append(step)

    def _finish_thread(self, number: int, lane: Lane) -> None:
        if number in self._loops:
            turns = self._loops[number]
            lane.kind, lane.name = "loop", _name_of_loop(lane.name)
            lane.start, lane.end = turns[0].start, turns[-1].end
            lane.waits = _between(lane.runs, lane.start, lane.end)
        else:
            lane.waits = [stretch for stretch in lane.waits if stretch.start < lane.end]
            lane.runs = _between(lane.waits, lane.start, lane.end)


def _name_of_loop(thread: str) -> str:
    return "event loop" if thread == "main thread" else f"event loop in {thread}"


def _between(stretches: Iterable[Stretch], start: float, end: float) -> list[Stretch]:
    """What the stretches leave of the time from start to end."""
    gaps, reached = [], start
    for stretch in sorted(stretches, key=lambda one: one.start):
        if stretch.start > reached:
            gaps.append(Stretch(reached, min(stretch.start, end)))
        reached = max(reached, stretch.end)
    return [*gaps, Stretch(reached, end)] if reached < end else gaps


def _wake_ups(lane: Lane) -> list[Mark]:
    ends = [lane.start, *(step.end for step in lane.runs)]
    return [
        Mark(step.start, "wakes")
        for before, step in zip(ends[1:], lane.runs[1:], strict=False)
        if step.start - before > SLEPT
    ]
