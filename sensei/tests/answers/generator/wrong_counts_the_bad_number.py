"""The count goes up before the sum fails: on_close counts a number that never was one.

first to fail: what is no number ends it and is not counted
"""


class Reset(Exception):
    """Thrown in to forget every number."""


def averager(on_close):
    total, count, mean = 0.0, 0, None
    try:
        while True:
            try:
                x = yield mean
            except Reset:
                total, count, mean = 0.0, 0, None
            else:
                if x is not None:
                    count += 1
                    total += x
                    mean = total / count
    finally:
        on_close(count)
