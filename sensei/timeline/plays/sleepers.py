"""eight functions that block, for 50 to 400 ms, each on a thread of its own; the third fails"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

from sensei.timeline.stage import Stage

DELAYS = tuple(0.05 * number for number in range(1, 9))
FAILS = 2


class Failed(Exception):
    """How one of them ends."""


def play(stage: Stage) -> None:
    """Run them."""
    with suppress(Failed):
        stage.answer.run_blocking([_sleeper(number) for number in range(len(DELAYS))])


def _sleeper(number: int) -> Callable[[], int]:
    def sleep() -> int:
        time.sleep(DELAYS[number])
        if number == FAILS:
            raise Failed(number)
        return number

    return sleep
