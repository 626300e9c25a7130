"""next() gives None in place of the current mean.

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
                if x is not None:
                    total += x
                    count += 1
                    mean = total / count
                else:
                    mean = None
    finally:
        on_close(count)
