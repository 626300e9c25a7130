"""Only the yield is guarded: a bad number fails in the sum and on_close is not called.

first to fail: what is no number ends it and is not counted
"""


class Reset(Exception):
    """Thrown in to forget every number."""


def averager(on_close):
    total, count, mean = 0.0, 0, None
    while True:
        try:
            x = yield mean
        except Reset:
            total, count, mean = 0.0, 0, None
            continue
        except BaseException:
            on_close(count)
            raise
        if x is not None:
            total += x
            count += 1
            mean = total / count
