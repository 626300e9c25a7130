"""No numbers yet, and the mean is 0: priming yields 0.0, not None.

first to fail: the first next yields none
"""


class Reset(Exception):
    """Thrown in to forget every number."""


def averager(on_close):
    total, count, mean = 0.0, 0, 0.0
    try:
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
    finally:
        on_close(count)
