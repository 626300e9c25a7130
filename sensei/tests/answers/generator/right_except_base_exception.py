"""A started generator that never returns ends by an exception only: one handler sees them all."""

from collections.abc import Callable, Generator


class Reset(Exception):
    """Thrown in to forget every number."""


def averager(on_close: Callable[[int], object]) -> Generator[float | None, float | None, None]:
    total = count = 0
    mean = None
    while True:
        try:
            x = yield mean
            if x is not None:
                mean = (total + x) / (count + 1)
                total, count = total + x, count + 1
        except Reset:
            total = count = 0
            mean = None
        except BaseException:
            on_close(count)
            raise
