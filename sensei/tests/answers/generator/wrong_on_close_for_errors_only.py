"""on_close sits in `except Exception`: a plain close() goes unreported.

first to fail: close calls on close once with the count
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
                    total += x
                    count += 1
                    mean = total / count
    except Exception:
        on_close(count)
        raise
