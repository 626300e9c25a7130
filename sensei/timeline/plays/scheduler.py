"""three tasks of two, four and three steps, 8 ms of work each, take turns on one thread"""

from __future__ import annotations

from collections.abc import Generator

from sensei.timeline.stage import Stage, work

STEPS = {"two": 2, "four": 4, "three": 3}


def play(stage: Stage) -> None:
    """Run them."""
    robin = stage.answer.RoundRobin()
    for name, steps in STEPS.items():
        robin.spawn(_task(stage, name, steps), name)
    robin.run()


def _task(stage: Stage, name: str, steps: int) -> Generator[None, None, None]:
    for number in range(1, steps + 1):
        with stage.running(f"task {name}", f"step {number}"):
            work(0.008)
        yield
