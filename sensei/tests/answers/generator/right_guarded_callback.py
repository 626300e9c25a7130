"""Even a callback that fails does not make close() raise."""

from contextlib import suppress


class Reset(Exception):
    """Thrown in to forget every number."""


def averager(on_close):
    nothing = (0.0, 0, None)
    total, count, mean = nothing
    try:
        while True:
            try:
                x = yield mean
            except Reset:
                total, count, mean = nothing
                continue
            if x is not None:
                total, count, mean = total + x, count + 1, (total + x) / (count + 1)
    finally:
        with suppress(Exception):
            on_close(count)
