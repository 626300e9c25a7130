"""send(None) and next() count a zero: looking at the mean changes it.

first to fail: next and send none ask and count nothing
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
                total += x or 0
                count += 1
                mean = total / count
    finally:
        on_close(count)
