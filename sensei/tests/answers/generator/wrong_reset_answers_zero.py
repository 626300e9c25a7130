"""After a reset the mean is 0.0, not None.

first to fail: throwing reset forgets everything
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
                total, count, mean = 0.0, 0, 0.0
            else:
                if x is not None:
                    total += x
                    count += 1
                    mean = total / count
    finally:
        on_close(count)
