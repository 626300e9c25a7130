"""callback(on_close, count) binds the count of the start: on_close always gets 0.

first to fail: close calls on close once with the count
"""

from contextlib import ExitStack


class Reset(Exception):
    """Thrown in to forget every number."""


def averager(on_close):
    total, count, mean = 0.0, 0, None
    with ExitStack() as stack:
        stack.callback(on_close, count)
        while True:
            try:
                x = yield mean
            except Reset:
                total, count, mean = 0.0, 0, None
            else:
                if x is not None:
                    total += x
                    count += 1
                    mean = total / count
