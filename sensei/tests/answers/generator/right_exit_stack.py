"""ExitStack reports at the end, through a closure that sees the count of that moment."""

from contextlib import ExitStack


class Reset(Exception):
    """Thrown in to forget every number."""


def averager(on_close):
    count, total, mean = 0, 0.0, None
    with ExitStack() as stack:
        stack.callback(lambda: on_close(count))
        while True:
            try:
                x = yield mean
            except Reset:
                count, total, mean = 0, 0.0, None
            else:
                if x is not None:
                    mean = (total + x) / (count + 1)
                    count, total = count + 1, total + x
